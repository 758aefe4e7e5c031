import { defineCoreModule } from '../define.js';

export const crypto = defineCoreModule(
  { name: 'crypto', documentation: 'https://nodejs.org/api/crypto.html', invoked: 'once', timing: 'later', needsReceiver: false, followsNodeContract: true },
  { path: 'generateKeyPair', minimumArguments: 3 },
);
