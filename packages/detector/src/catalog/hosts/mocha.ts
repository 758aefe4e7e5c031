import { defineModule } from '../define.js';

const tests = 'it specify test before after beforeEach afterEach setup teardown suiteSetup suiteTeardown';

export const mochaHosts = defineModule(
  { name: 'mocha', documentation: 'https://mochajs.org/#asynchronous-code', kind: 'test' },
  { paths: tests, caller: 'ignores', versions: '<1.18.0' },
  { paths: tests, caller: 'awaits', versions: '>=1.18.0' },
);
