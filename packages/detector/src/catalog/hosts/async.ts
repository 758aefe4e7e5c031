import { defineModule } from '../define.js';

/** Since 2.3, functions that are declared `async` are passed no callback; the library awaits their promise. Other functions still get one. */
export const asyncHosts = defineModule(
  { name: 'async', documentation: 'https://caolan.github.io/async/v3/global.html#AsyncFunction', kind: 'async-iteratee', caller: 'awaits' },
  { path: '*', versions: '>=2.3.0' },
);
