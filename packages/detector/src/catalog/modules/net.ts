import { defineCoreModule, serverMethods, writableMethods } from '../define.js';

export const net = defineCoreModule(
  { name: 'net', documentation: 'https://nodejs.org/api/net.html' },
  serverMethods('createServer Server'),
  writableMethods('connect createConnection Socket'),
);
