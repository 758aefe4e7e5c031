import type { Plugin } from 'vitepress';

import { rewriteFiles } from '../worker/rewrite-files.js';
import { toHash } from '../playground/state.js';
import { frontPageFiles } from './front-page-example.js';
import { readmeIntroduction, readmeSection } from './readme.js';

/** Fills the front page: with texts of the README, and with its example, which is rewritten when the site is built. */
export const fillFrontPage: Plugin = {
  name: 'fill-front-page',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.endsWith('/website/pages/index.md')) return null;
    const example = await renderExample();
    return code
      .replace('[[introduction]]', readmeIntroduction)
      .replace('[[example]]', () => example)
      .replace(/^\[\[section (.+?)(?: up to block (\d+))?\]\]$/gm, (_all, heading: string, blocks?: string) => readmeSection(heading, blocks === undefined ? Infinity : Number(blocks)));
  },
};

/** @throws {Error} where the example is not rewritten as a whole, so that it would show the reader nothing */
async function renderExample(): Promise<string> {
  const files = frontPageFiles();
  const state = { files: [...files], tier: 'functions' as const, promisify: 'native' as const };
  const rewritten = await rewriteFiles(state);
  const pairs = files.map(({ path, text }, index) => {
    const { error, text: output } = rewritten[index]!;
    if (error !== null || output === text) throw new Error(`the example of the front page is not rewritten: ${path}: ${error ?? 'nothing changes'}`);
    return `<div class="pair">\n\n${block(`${path}, before`, text)}\n${block(`${path}, after`, output)}\n</div>\n`;
  });
  return `<div class="before-after">\n\n${pairs.join('\n')}\n<a class="open-in-playground whole" href="/playground.html${toHash(state)}" aria-label="Open both files in the playground"></a>\n\n</div>\n`;
}

function block(title: string, text: string): string {
  return `<figure>\n<figcaption>${title}</figcaption>\n\n\`\`\`js\n${text}\`\`\`\n\n</figure>\n`;
}
