import { defineCoreModule } from '../define.js';

export const net = defineCoreModule(
  { name: 'net', documentation: 'https://nodejs.org/api/net.html' },
  { path: 'Server.close', fails: 'fails only if the server was not open' },
);
