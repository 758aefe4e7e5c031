import { defineModule, under } from '../define.js';

const handlers = under('createServer', 'get post put patch del head opts use pre');

export const restifyHosts = defineModule(
  { name: 'restify', documentation: 'http://restify.com/docs/server-api/', kind: 'request-handler' },
  { paths: handlers, caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: false, versions: '<9' },
  // Version 9 accepts async handlers with two parameters, and rejects those with three: http://restify.com/docs/9.x-migration-guide/
  { paths: handlers, caller: 'awaits', asyncForm: 'drops-callback', parameterCounts: [3], versions: '>=9.0.0-0' },
);
