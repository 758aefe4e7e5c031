import { defineCoreModule } from '../define.js';

export const https = defineCoreModule(
  { name: 'https', documentation: 'https://nodejs.org/api/https.html' },
  { path: 'createServer', kind: 'request-handler', passedEmitters: 'idle', caller: 'ignores' },
);
