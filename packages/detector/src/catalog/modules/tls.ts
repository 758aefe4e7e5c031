import { defineCoreModule, serverMethods, writableMethods } from '../define.js';

export const tls = defineCoreModule(
  { name: 'tls', documentation: 'https://nodejs.org/api/tls.html' },
  serverMethods('createServer Server'),
  writableMethods('connect TLSSocket'),
);
