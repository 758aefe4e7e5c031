import { defineCoreModule } from '../define.js';

export const tls = defineCoreModule(
  { name: 'tls', documentation: 'https://nodejs.org/api/tls.html' },
  { path: 'TLSSocket.write', fails: 'emits `error` as well if it fails' },
  { path: 'TLSSocket.end', results: [], severity: 'strict', optional: true, fails: 'emits `error` as well if it fails' },
);
