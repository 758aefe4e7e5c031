import { defineCoreModule } from '../define.js';

export const cluster = defineCoreModule(
  { name: 'cluster', documentation: 'https://nodejs.org/api/cluster.html' },
  { path: 'fork.send', severity: 'strict', optional: true, fails: 'fails if the worker is gone' },
);
