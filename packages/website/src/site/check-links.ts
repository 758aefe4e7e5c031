import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import { Parser } from 'htmlparser2';

/** What a built page has that a link check needs. */
interface BuiltPage {
  /** The addresses of its links, scripts, styles and images, as they are written. */
  readonly links: readonly string[];
  /** The places in it that a link can name. */
  readonly ids: ReadonlySet<string>;
}

/**
 * Looks at every link of the built site: the file has to exist, and the place in the page. VitePress itself looks at links between
 * Markdown files only, and at none of their places.
 *
 * @param folder the folder of the built site
 * @param base the path below which the site is served: `/`
 * @returns a line for each broken link
 */
export function findBrokenLinks(folder: string, base: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readPage(readFileSync(join(folder, file), 'utf8'))]));
  return [...pages].flatMap(([file, { links }]) => links.flatMap((link) => {
    const problem = problemOf(link, file, folder, base, pages);
    return problem === null ? [] : [`${file}: ${link}: ${problem}`];
  }));
}

function readPage(html: string): BuiltPage {
  const links: string[] = [];
  const ids = new Set<string>();
  const parser = new Parser({
    onopentag(_name, { href, src, id }) {
      if (id !== undefined) ids.add(id);
      if (href !== undefined) links.push(href);
      if (src !== undefined) links.push(src);
    },
  });
  parser.end(html);
  return { links, ids };
}

/** What is wrong with a link; null for nothing, and for a link to another site. */
function problemOf(link: string, from: string, folder: string, base: string, pages: ReadonlyMap<string, BuiltPage>): string | null {
  if (/^[a-z]+:/.test(link)) return null;
  const [address = '', fragment = ''] = link.split('#');
  const path = decodeURI(address.replace(/\?.*/, ''));
  const isRooted = path.startsWith(base);
  if (path.startsWith('/') && !isRooted) return `is not below ${base}`;
  const file = path === '' ? from : posix.join(isRooted ? '' : posix.dirname(from), isRooted ? path.slice(base.length) : path, path.endsWith('/') ? 'index.html' : '');
  if (!existsSync(join(folder, file))) return 'no such file';
  const isPlace = fragment !== '' && !fragment.startsWith('state=');
  return isPlace && pages.get(file)?.ids.has(decodeURIComponent(fragment)) === false ? 'no such place in the page' : null;
}
