import { defineCoreModule } from '../define.js';

export const stream = defineCoreModule(
  { name: 'stream', documentation: 'https://nodejs.org/api/stream.html', invoked: 'once', timing: 'later', needsReceiver: false, followsNodeContract: true, variant: 'stream.promises.*' },
  { path: 'Writable.write', fails: 'emits `error` as well if it fails' },
  { path: 'finished', severity: 'strict', fails: 'the stream emits `error` as well' },
  // Its types have a callback without a parameter.
  { path: 'Writable.end', results: [], severity: 'strict', optional: true, fails: 'emits `error` as well if it fails' },
);
