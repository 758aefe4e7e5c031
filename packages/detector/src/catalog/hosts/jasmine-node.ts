import { defineModule } from '../define.js';

export const jasmineNodeHosts = defineModule(
  { name: 'jasmine-node', documentation: 'https://github.com/mhevery/jasmine-node#async-tests', kind: 'test' },
  { paths: 'it beforeEach afterEach', caller: 'ignores' },
);
