import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { keptReasons } from '@uncallback/rewriter';

import { findNear } from '../command-line/flags.js';
import { edgeReasons } from '../output/function-words.js';
import { refusalWords } from '../output/refusal-words.js';
import { packageFolder } from '../package-folder.js';

/** The pages of the linter's rules: the published package has a copy of them. */
const copiedRules = new URL('bundle/rules/', packageFolder);
const ruleFolder = existsSync(copiedRules) ? copiedRules : new URL('../eslint-plugin/src/rules/', packageFolder);

/** What a code means, in Markdown; or, where there is no such code, what is wrong. */
export type Explanation = { readonly found: true; readonly text: string } | { readonly found: false; readonly message: string };

/**
 * Explains a code: a reason for a refusal, `result-used`, a reason why a function keeps its callback or has a callback form, or a rule of the
 * linter, `no-unchecked-error`, with or without `uncallback/`. The texts are those of docs/semantics.md and of the rules' pages.
 *
 * @throws where a page is missing in the installed package
 */
export function explain(name: string): Explanation {
  const code = name.replace(/^uncallback\//, '');
  const parts = [explainRefusal(code), explainReason(code, keptReasons, 'keeps its callback'), explainReason(code, edgeReasons, 'keeps a callback form for others'), explainRule(code)];
  const texts = parts.filter((part) => part !== null);
  if (texts.length > 0) return { found: true, text: `${texts.join('\n\n')}\n` };
  const near = findNear(code, listCodes());
  return { found: false, message: `no reason and no rule is called ${name}${near === null ? `, there are: ${listCodes().join(', ')}` : `, did you mean ${near}?`}` };
}

/** All that can be explained. */
export function listCodes(): readonly string[] {
  return [...new Set([...Object.keys(refusalWords), ...Object.keys(keptReasons), ...Object.keys(edgeReasons), ...listRules()])];
}

function explainRefusal(code: string): string | null {
  if (!hasKey(refusalWords, code)) return null;
  const { sentence, hint } = refusalWords[code];
  const page = readFileSync(new URL('docs/semantics.md', packageFolder), 'utf8');
  const section = page.split(/^#{2,3} /m).find((each) => each.startsWith(`\`${code}\`\n`)) ?? '';
  return `# \`${code}\`\n\nA callback stays, because ${sentence}.\n\n${section.slice(section.indexOf('\n')).trim()}\n\nWhat to do: ${hint}`;
}

function explainReason(code: string, reasons: Readonly<Record<string, string>>, what: string): string | null {
  return Object.hasOwn(reasons, code) ? `# \`${code}\`, of a function\n\nWith \`--functions\`, a function ${what}: ${reasons[code]}.` : null;
}

function explainRule(code: string): string | null {
  if (!listRules().includes(code)) return null;
  return readFileSync(new URL(`${code}.md`, ruleFolder), 'utf8').replace(/<!--.*?-->\n*/gs, '').trim();
}

function listRules(): readonly string[] {
  return readdirSync(ruleFolder).flatMap((file) => /^(.+)\.md$/.exec(file)?.[1] ?? []);
}

function hasKey<T extends object>(record: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(record, key);
}
