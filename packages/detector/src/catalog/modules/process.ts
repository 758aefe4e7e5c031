import { defineCoreModule } from '../define.js';

export const process = defineCoreModule(
  { name: 'process', documentation: 'https://nodejs.org/api/process.html' },
  { path: 'send', severity: 'strict', optional: true, results: [], fails: 'fails if the parent process is gone' },
  { paths: 'stdout.write stderr.write stdout.end stderr.end', severity: 'strict', optional: true, results: [], fails: 'emits `error` as well if it fails' },
);
