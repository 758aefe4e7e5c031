import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests read the TypeScript sources, so that a test run needs no build (the CLI's own tests run what was built).
    alias: [
      { find: /^@uncallback\/detector\/parse$/, replacement: source('detector/src/parse/parse.ts') },
      { find: /^@uncallback\/detector\/parse-javascript$/, replacement: source('detector/src/parse/parse-javascript.ts') },
      { find: /^@uncallback\/detector$/, replacement: source('detector/src/index.ts') },
      { find: /^@uncallback\/project$/, replacement: source('project/src/index.ts') },
      { find: /^@uncallback\/project-files$/, replacement: source('project-files/src/index.ts') },
      { find: /^@uncallback\/project-files\/(.+)$/, replacement: source('project-files/src/$1.ts') },
      { find: /^@uncallback\/rewriter$/, replacement: source('rewriter/src/index.ts') },
      { find: /^eslint-plugin-uncallback$/, replacement: source('eslint-plugin/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts'],
    // The second one is read by .ci/run.
    reporters: ['default', ['json', { outputFile: 'tmp/vitest.json' }]],
    // By default one processor is left free, which on a machine with two doubles the time.
    maxWorkers: '100%',
    // Test files share the modules that a worker has loaded: reading them anew for each of some 260 files takes five times as long.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    // Titles in full, so that `-t` finds a fixture by its whole name.
    chaiConfig: { truncateThreshold: 0 },
  },
});
