import { existsSync } from 'node:fs';
import { join, posix, relative } from 'node:path';

import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

import { pages } from './pages.js';
import { repository } from './repository.js';

const routes = new Map(pages.map(({ source, route }) => [source, route]));

/** What a link of a page leads to: another page; a file of the repository, which the site does not have; an address elsewhere. */
export type Target = { readonly kind: 'page'; readonly href: string } | { readonly kind: 'file' } | { readonly kind: 'elsewhere' };

/**
 * Finds what a link leads to.
 *
 * @param source the page with the link, from the root of the repository
 * @param href as it is written: `../docs/ci.md#a`, `packages/codemod` for its README, `/docs/ci.md` from the root of the repository
 * @throws {Error} where the repository has no such file
 */
export function targetOf(source: string, href: string): Target {
  if (/^(?:[a-z]+:|#)/.test(href)) return { kind: 'elsewhere' };
  const [path = '', fragment] = href.split('#');
  const file = path.startsWith('/') ? posix.normalize(path.slice(1)) : posix.join(posix.dirname(source), decodeURI(path));
  const named = file.replace(/\/$/, '');
  const route = routes.get(named) ?? routes.get(posix.join(named, 'README.md'));
  if (route !== undefined) return { kind: 'page', href: `/${route}${fragment === undefined ? '' : `#${fragment}`}` };
  if (named.startsWith('..') || !existsSync(join(repository, named))) throw new Error(`${source}: the link ${href} leads to ${named}, which does not exist`);
  return { kind: 'file' };
}

/**
 * Makes links between files of the repository links between pages of the site. A link to a file that is no page becomes its text.
 */
export function linkPages(md: MarkdownRenderer): void {
  md.core.ruler.push('uncallback-links', ({ tokens, env }) => {
    // A page has the path of its source, and in the index of the search only one path. A title is rendered without a path.
    const { realPath, path = realPath } = env as Partial<MarkdownEnv> & { readonly realPath?: string };
    if (path === undefined) return;
    const source = relative(repository, realPath ?? path);
    for (const { children } of tokens) {
      let isFile = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const target = targetOf(source, token.attrGet('href') ?? '');
          if (target.kind === 'page') token.attrSet('href', target.href);
          isFile = target.kind === 'file';
        }
        if (isFile && (token.type === 'link_open' || token.type === 'link_close')) {
          isFile = token.type === 'link_open';
          token.type = 'text';
          token.content = '';
          token.nesting = 0;
        }
      }
    }
  });
}
