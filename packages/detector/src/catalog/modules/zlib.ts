import { defineCoreModule, writableMethods } from '../define.js';

const streams = 'createGzip createGunzip createDeflate createInflate createDeflateRaw createInflateRaw createUnzip createBrotliCompress createBrotliDecompress';

export const zlib = defineCoreModule(
  { name: 'zlib', documentation: 'https://nodejs.org/api/zlib.html', invoked: 'once', timing: 'later', needsReceiver: false, followsNodeContract: true },
  writableMethods(streams),
);
