import { defineCoreModule } from '../define.js';

export const http = defineCoreModule(
  { name: 'http', documentation: 'https://nodejs.org/api/http.html' },
  { path: 'createServer', kind: 'request-handler', passedEmitters: 'idle', caller: 'ignores', catchesThrows: false },
);
