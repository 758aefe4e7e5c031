import { defineModule } from '../define.js';

/** Up to version 16, a handler is passed `reply`, and its return value is ignored. */
export const hapiHosts = defineModule(
  { name: 'hapi', documentation: 'https://github.com/hapijs/hapi/blob/v16.6.2/API.md#route-handler', kind: 'request-handler', caller: 'ignores' },
  { path: 'Server.route', versions: '<17' },
);
