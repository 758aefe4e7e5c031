import { defineCoreModule } from '../define.js';

export const dns = defineCoreModule(
  {
    name: 'dns',
    documentation: 'https://nodejs.org/api/dns.html',
    invoked: 'once',
    timing: 'later',
    needsReceiver: false,
    followsNodeContract: true,
    variant: 'dns.promises.*',
  },
  { path: 'lookup', minimumArguments: 2 },
  { path: 'lookupService', minimumArguments: 3 },
);
