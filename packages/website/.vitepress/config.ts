import { fileURLToPath } from 'node:url';

import { slug } from 'github-slugger';
import { type Plugin, type SiteConfig, defineConfig } from 'vitepress';

import { browserOnly } from '../src/site/browser-only.js';
import { bundleWorkers } from '../src/site/bundle-workers.js';
import { findBrokenLinks } from '../src/site/check-links.js';
import { drawDiagrams } from '../src/site/diagrams.js';
import { linkCode } from '../src/site/code-links.js';
import { fillFrontPage } from '../src/site/front-page.js';
import { linkPages } from '../src/site/links.js';
import { type Page, groups, leftOut, pages } from '../src/site/pages.js';
import { repository } from '../src/site/repository.js';

const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3451b2"/><path d="M8 9h10M12 16h10M8 23h10" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/></svg>';

/** Without JavaScript, the menu of a narrow screen cannot be opened: it is shown above the page. */
const withoutScript = `@media (max-width: 959px) {
  .VPSidebar { position: static !important; width: auto !important; max-width: none !important; transform: none !important; opacity: 1 !important; visibility: visible !important; }
  .VPNavBarHamburger, .VPLocalNav, .VPNavBarSearch { display: none !important; }
}`;

/** VitePress compiles pages to components that import Vue, which a page in another package finds here only. */
const vueForPages: Plugin = {
  name: 'vue-for-pages',
  enforce: 'pre',
  resolveId(id, importer) {
    return /^vue(?:[/]|$)/.test(id) && importer?.endsWith('.md') ? this.resolve(id, fileURLToPath(import.meta.url)) : null;
  },
};

export default defineConfig({
  title: 'uncallback',
  description: 'Finds Node-style callbacks and leads a codebase out of them: a linter, and a codemod that keeps what the program does',
  lang: 'en',
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }], ['noscript', {}, `<style>${withoutScript}</style>`]],
  // The pages are read from their places in the repository.
  srcDir: repository,
  srcExclude: [...leftOut],
  rewrites: Object.fromEntries(pages.map(({ source, route }) => [source, route])),
  outDir: 'dist',
  cacheDir: 'tmp/cache',
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // Links to places in pages are written for GitHub.
    anchor: { slugify: slug },
    config(md) {
      linkPages(md);
      linkCode(md);
      drawDiagrams(md);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Documentation', link: '/start', activeMatch: '^/(?!playground|$)' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: groups.map(({ text, pages: items }) => ({ text, items: items.map(toItem) })),
    search: { provider: 'local' },
    outline: { level: [2, 3] },
  },
  vite: {
    plugins: [vueForPages, fillFrontPage, browserOnly, bundleWorkers],
  },
  buildEnd: checkSite,
});

function toItem({ text, route }: Page): { text: string; link: string } {
  return { text, link: `/${route.replace(/(?:index)?\.md$/, '')}` };
}

/** @throws {Error} where a Markdown file is neither in the list of pages nor left out, or a link leads nowhere */
function checkSite({ pages: found, outDir, site }: SiteConfig): void {
  const known = new Set(pages.map(({ source }) => source));
  const unlisted = found.filter((source) => !known.has(source));
  if (unlisted.length > 0) throw new Error(`not among the pages in src/site/pages.ts: ${unlisted.join(', ')}`);
  const broken = findBrokenLinks(outDir, site.base);
  if (broken.length > 0) throw new Error(`broken links:\n${broken.join('\n')}`);
}
