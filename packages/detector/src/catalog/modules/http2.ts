import { defineCoreModule, serverMethods } from '../define.js';

export const http2 = defineCoreModule(
  { name: 'http2', documentation: 'https://nodejs.org/api/http2.html' },
  { paths: 'createServer createSecureServer', kind: 'request-handler', passedEmitters: 'idle', caller: 'ignores' },
  serverMethods('createServer createSecureServer'),
);
