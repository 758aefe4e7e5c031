import type { Plugin } from 'vitepress';

/**
 * Leaves the playground out of the bundle that renders the pages when the site is built: it runs in browsers only, and its worker would be
 * built twice.
 */
export const browserOnly: Plugin = {
  name: 'browser-only',
  enforce: 'pre',
  resolveId(id, _importer, { ssr }) {
    return ssr === true && id.endsWith('/Playground.vue') ? '\0browser-only' : null;
  },
  load(id) {
    return id === '\0browser-only' ? 'export default {};' : null;
  },
};
