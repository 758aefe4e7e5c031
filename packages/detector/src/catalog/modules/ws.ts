import { defineModule } from '../define.js';

export const ws = defineModule(
  { name: 'ws', documentation: 'https://github.com/websockets/ws/blob/master/doc/ws.md', severity: 'strict', optional: true, results: [] },
  { paths: 'WebSocket.send WebSocket.ping WebSocket.pong', fails: 'fails if the connection is not open' },
  { path: 'WebSocketServer.close', fails: 'fails only if the server was not open' },
);
