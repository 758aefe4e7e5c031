import { defineConfig } from 'vitest/config';

// The tests of the built site in Chromium, which `site:test` runs.
export default defineConfig({
  test: {
    include: ['browser/**/*.test.ts'],
    globalSetup: 'browser/serve-site.ts',
    maxWorkers: 2,
    // The second one is read by .ci/run.
    reporters: ['default', ['json', { outputFile: '../../tmp/vitest-site.json' }]],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
