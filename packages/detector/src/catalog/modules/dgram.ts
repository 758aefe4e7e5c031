import { defineCoreModule } from '../define.js';

export const dgram = defineCoreModule(
  { name: 'dgram', documentation: 'https://nodejs.org/api/dgram.html' },
  { path: 'Socket.send', fails: 'fails if the name cannot be resolved or the message is too long' },
);
