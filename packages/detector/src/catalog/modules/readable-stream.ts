import { defineModule } from '../define.js';

/** The streams of Node as a package. */
export const readableStream = defineModule(
  { name: 'readable-stream', documentation: 'https://github.com/nodejs/readable-stream' },
  { path: 'finished', returns: 'handle', severity: 'strict', fails: 'the stream emits `error` as well' },
  { path: 'pipeline', returns: 'handle' },
);
