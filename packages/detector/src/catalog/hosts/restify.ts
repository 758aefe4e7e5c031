import { defineModule, under } from '../define.js';

const handlers = under('createServer', 'get post put patch del head opts use pre');

export const restifyHosts = defineModule(
  { name: 'restify', documentation: 'http://restify.com/docs/server-api/', kind: 'request-handler' },
  { paths: handlers, caller: 'ignores', versions: '<9' },
  // An async function takes two parameters, and is refused with three.
  { paths: handlers, caller: 'awaits', versions: '>=9.0.0-0' },
);
