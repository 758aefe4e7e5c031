import { defineCoreModule, writableMethods } from '../define.js';

export const stream = defineCoreModule(
  { name: 'stream', documentation: 'https://nodejs.org/api/stream.html', invoked: 'once', timing: 'later', needsReceiver: false, followsNodeContract: true, variant: 'stream.promises.*' },
  writableMethods('Writable Duplex Transform PassThrough'),
);
