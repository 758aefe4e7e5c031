import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository } from './repository.js';

const readme = () => readFileSync(join(repository, 'README.md'), 'utf8');

/** The first paragraph of the README, in one line. */
export function readmeIntroduction(): string {
  return readme().split('\n\n')[1]!.replaceAll('\n', ' ').replaceAll('`', '');
}

/**
 * The text of a code block of the README.
 *
 * @param info what is behind its first three backticks: `js before`
 * @throws {Error} where the README has no such block
 */
export function readmeBlock(info: string): string {
  const block = readme().split(`\n\`\`\`${info}\n`)[1]?.split('\n```')[0];
  if (block === undefined) throw new Error(`README.md has no block \`\`\`${info}`);
  return `${block}\n`;
}

/**
 * A section of the README, with its heading. Its links begin at the root of the repository, so that it can be shown in another page.
 *
 * @param heading `Speed`
 * @param blocks how many code blocks to show at most; what is behind them is left out
 * @throws {Error} where the README has no such section
 */
export function readmeSection(heading: string, blocks = Infinity): string {
  const section = readme().split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  if (section === undefined) throw new Error(`README.md has no section ${heading}`);
  const end = Array.from(section.matchAll(/\n```\n/g), ({ index }) => index + 5)[blocks - 1];
  return `## ${heading}\n${section.slice(0, end)}`.replace(/\]\((?!https?:|#|\/)/g, '](/');
}
