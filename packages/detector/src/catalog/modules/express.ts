import { defineModule, under } from '../define.js';

const methods = 'get post put patch delete del head options all use param';
const handlers = `${methods} ${under('route Router Router.route', methods)}`;

export const express = defineModule(
  { name: 'express', documentation: 'https://expressjs.com/en/5x/api.html' },
  { path: 'render' },
  { paths: handlers, kind: 'request-handler', passedEmitters: 'idle', caller: 'ignores', asyncForm: 'keeps-callback', catchesThrows: true, isChainable: true, versions: '<5' },
  // Version 5 passes a rejection to `next`: https://expressjs.com/en/guide/error-handling.html
  { paths: handlers, kind: 'request-handler', passedEmitters: 'idle', caller: 'awaits', asyncForm: 'keeps-callback', catchesThrows: true, isChainable: true, versions: '>=5.0.0-0' },
);
