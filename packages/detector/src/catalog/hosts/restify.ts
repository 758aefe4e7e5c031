import { defineModule, under } from '../define.js';

const handlers = under('createServer', 'get post put patch del head opts use pre');

export const restifyHosts = defineModule(
  { name: 'restify', documentation: 'http://restify.com/docs/server-api/', kind: 'request-handler' },
  { paths: handlers, caller: 'ignores', versions: '<9' },
  // Version 9 accepts async handlers with two parameters, and rejects those with three.
  { paths: handlers, caller: 'awaits', versions: '>=9.0.0-0' },
);
