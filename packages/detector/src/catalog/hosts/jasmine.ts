import { defineModule } from '../define.js';

const tests = 'it fit xit beforeAll afterAll beforeEach afterEach';

export const jasmineHosts = defineModule(
  { name: 'jasmine', documentation: 'https://jasmine.github.io/tutorials/async', kind: 'test' },
  { paths: tests, caller: 'ignores', versions: '<2.7.0' },
  { paths: tests, caller: 'awaits', versions: '>=2.7.0' },
);
