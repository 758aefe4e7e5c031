import { defineCoreModule } from '../define.js';

export const cluster = defineCoreModule(
  { name: 'cluster', documentation: 'https://nodejs.org/api/cluster.html' },
  { path: 'Worker.send', fails: 'fails if the worker is gone' },
);
