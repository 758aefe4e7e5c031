import { defineModule } from '../define.js';

export const socketIoHosts = defineModule(
  { name: 'socket.io', documentation: 'https://socket.io/docs/v4/middlewares/', kind: 'request-handler', caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: false },
  { paths: 'use of.use Server.use Server.of.use' },
);
