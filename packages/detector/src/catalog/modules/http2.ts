import { defineCoreModule } from '../define.js';

export const http2 = defineCoreModule(
  { name: 'http2', documentation: 'https://nodejs.org/api/http2.html' },
  { paths: 'createServer createSecureServer', kind: 'request-handler', passedEmitters: 'idle', caller: 'ignores' },
  { path: 'Http2Session.settings', fails: 'fails if the session is closed' },
  { path: 'ServerHttp2Stream.pushStream', fails: 'fails if the other side takes no pushed streams' },
  { paths: 'Http2ServerResponse.write ServerHttp2Stream.write', fails: 'emits `error` as well if it fails' },
  { paths: 'Http2ServerResponse.end ServerHttp2Stream.end', results: [], severity: 'strict', optional: true, fails: 'emits `error` as well if it fails' },
);
