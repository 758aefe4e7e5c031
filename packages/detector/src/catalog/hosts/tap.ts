import { defineModule } from '../define.js';

export const tapHosts = defineModule(
  { name: 'tap', documentation: 'https://node-tap.org/api/', kind: 'test', caller: 'awaits' },
  { paths: 'test before teardown beforeEach afterEach' },
);
