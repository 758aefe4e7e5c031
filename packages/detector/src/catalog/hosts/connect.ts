import { defineModule } from '../define.js';

export const connectHosts = defineModule(
  { name: 'connect', documentation: 'https://github.com/senchalabs/connect#readme', kind: 'request-handler', caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: true, isChainable: true },
  { path: 'use' },
);
