import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { repository } from './repository.js';

/** A page of the site. */
export interface Page {
  /** The Markdown file, from the root of the repository: `docs/decisions/README.md`. */
  readonly source: string;
  /** Its path on the site, as a Markdown file: `decisions/index.md`. */
  readonly route: string;
  /** Its name in the sidebar. */
  readonly text: string;
}

/** A part of the sidebar. */
interface Group {
  readonly text: string;
  readonly pages: readonly Page[];
}

/** The pages of the site that are not in the sidebar. */
const ownPages: readonly Page[] = [
  { source: 'packages/website/pages/index.md', route: 'index.md', text: 'uncallback' },
  { source: 'packages/website/pages/playground.md', route: 'playground.md', text: 'Playground' },
];

/** The sidebar, with all pages of the repository. A new rule, decision or how-to is found in its folder. */
export const groups: readonly Group[] = [
  { text: 'Start', pages: [page('README.md', 'start.md', 'Overview')] },
  {
    text: 'Command line',
    pages: [
      page('packages/codemod/README.md', 'cli/index.md', 'uncallback'),
      page('packages/codemod/docs/semantics.md', 'cli/semantics.md'),
      page('packages/codemod/docs/ci.md', 'cli/ci.md'),
      page('packages/codemod/docs/monorepo.md', 'cli/monorepo.md'),
    ],
  },
  {
    text: 'Linter',
    pages: [
      page('packages/eslint-plugin/README.md', 'linter/index.md'),
      ...folder('packages/eslint-plugin/src/rules', 'linter/rules', (source) => basename(source, '.md')),
      page('packages/eslint-plugin/docs/peers.md', 'linter/peers.md'),
    ],
  },
  {
    text: 'Reference',
    pages: [
      page('docs/refusals.md', 'reference/refusals.md', 'Refusals'),
      page('docs/catalog.md', 'reference/catalog.md', 'Catalogue'),
      page('docs/vocabulary.md', 'reference/vocabulary.md', 'Vocabulary'),
      page('docs/glossary.md', 'reference/glossary.md', 'Glossary'),
    ],
  },
  {
    text: 'Measured',
    pages: [page('packages/benchmark/accuracy/README.md', 'measured/accuracy.md'), page('packages/benchmark/speed/README.md', 'measured/speed.md'), page('packages/benchmark/hosts/README.md', 'measured/hosts.md')],
  },
  {
    text: 'The packages',
    pages: ['detector', 'project', 'project-files', 'rewriter'].map((name) => page(`packages/${name}/README.md`, `packages/${name}.md`)),
  },
  {
    text: 'Contribute',
    pages: [page('CONTRIBUTING.md', 'contributing.md'), page('docs/architecture.md', 'architecture.md'), ...folder('docs/how-to', 'how-to')],
  },
  { text: 'Decisions', pages: [page('docs/decisions/README.md', 'decisions/index.md', 'All'), ...folder('docs/decisions', 'decisions')] },
];

/** All pages. */
export const pages: readonly Page[] = [...ownPages, ...groups.flatMap((group) => group.pages)];

/** Markdown files that are no pages: texts for tools and for this package. */
export const leftOut = ['.changeset/**', 'fixtures/**', 'packages/website/README.md', 'packages/*/CHANGELOG.md', '**/tmp/**', '**/node_modules/**', '**/dist/**'];

/** @param text the name in the sidebar; without it, the heading of the page */
function page(source: string, route: string, text: string = headingOf(source)): Page {
  return { source, route, text };
}

/** The pages of a folder, without its README. */
function folder(source: string, route: string, textOf: (source: string) => string = headingOf): readonly Page[] {
  const names = readdirSync(join(repository, source)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return names.sort().map((name) => page(`${source}/${name}`, `${route}/${name}`, textOf(`${source}/${name}`)));
}

/** @throws {Error} where a page has no heading */
function headingOf(source: string): string {
  const heading = /^# (.+)$/m.exec(readFileSync(join(repository, source), 'utf8'))?.[1];
  if (heading === undefined) throw new Error(`${source}: the page has no heading`);
  return heading.replaceAll('`', '');
}
