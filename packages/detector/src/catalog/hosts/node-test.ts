import { defineModule } from '../define.js';

/** The test runner of Node, `node:test`. */
export const testHosts = defineModule(
  { name: 'test', documentation: 'https://nodejs.org/api/test.html', kind: 'test', caller: 'awaits' },
  { paths: 'it test describe before after beforeEach afterEach test.test' },
  { path: '' },
);
