import type { MarkdownRenderer } from 'vitepress';

import { toHash } from '../playground/state.js';

/** The languages of the playground, by what stands behind the backticks of a code block. */
const extensions: Readonly<Record<string, string>> = { js: 'js', javascript: 'js', mjs: 'mjs', cjs: 'cjs', jsx: 'jsx', ts: 'ts', typescript: 'ts', tsx: 'tsx' };

/** Puts a link behind each code block that the playground can open. Its words are in the style sheet, so that the search does not find them in every page. */
export function linkCode(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index]!;
    return fence!(tokens, index, options, env, self) + linkTo(info, content);
  };
}

/** @returns the empty text for a block in another language */
function linkTo(info: string, content: string): string {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const extension = extensions[language];
  if (extension === undefined) return '';
  const tier = words.includes('functions') ? 'functions' : words.includes('idiomatic') ? 'idiomatic' : 'exact';
  const hash = toHash({ files: [{ path: `example.${extension}`, text: content }], ...(tier !== 'exact' && { tier }) });
  return `<a class="open-in-playground" href="/playground.html${hash}" aria-label="Open this code in the playground"></a>\n`;
}
