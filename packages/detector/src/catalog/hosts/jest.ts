import { defineModule } from '../define.js';

export const jestGlobalsHosts = defineModule(
  { name: '@jest/globals', documentation: 'https://jestjs.io/docs/asynchronous', kind: 'test', caller: 'awaits' },
  { paths: 'it test fit xit beforeAll afterAll beforeEach afterEach' },
);
