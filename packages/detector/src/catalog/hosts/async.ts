import { defineModule } from '../define.js';

/** Native async functions only, which are given no callback. */
export const asyncHosts = defineModule(
  { name: 'async', documentation: 'https://caolan.github.io/async/v3/global.html#AsyncFunction', kind: 'async-iteratee', caller: 'awaits' },
  { path: '*', versions: '>=2.3.0' },
);
