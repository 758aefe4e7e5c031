import { expect, test } from 'vitest';

import { planSites } from './plan-text.js';

/** What is planned for the last callback of a program. */
function planLast(text: string, options = {}): string {
  const plan = planSites(text, options).at(-1);
  return plan?.action === 'refuse' ? plan.reason : (plan?.action ?? 'none');
}

const fetch = (body: string): string => `client.fetch(url, function (err, body) { if (err) throw err; ${body} });`;

test.each([
  ['listens', `body.on('data', show);`],
  ['listens once to a part of it', `body.stream.once('end', show);`],
  ['pipes', 'body.pipe(out);'],
  ['resumes', 'body.resume();'],
  ['reads', 'use(body.read());'],
  ['sets the encoding', `body.setEncoding('utf8');`],
  ['gives it to a function that reads streams', 'pipeline(body, out, done);'],
  ['names it again', `const { stream } = body; stream.on('data', show);`],
  ['names one of two', `const stream = url ? body : null; stream.on('data', show);`],
  ['calls a function of its own for it', `start(); function start() { body.on('data', show); }`],
  ['gives it to a function of the file', `listen(body); function listen(stream) { stream.on('data', show); }`],
  ['does so for each', `names.forEach(function (name) { body.on(name, show); });`],
  ['does so in a callback that may come at once', 'check(url, function (ok) { if (ok) body.pipe(out); });'],
  ['has an await in a loop', 'return (async () => { for await (const part of body) show(part); })();'],
])('a callback that %s subscribes late', (_, body) => {
  expect(planLast(fetch(body))).toBe('subscribes-late');
});

test.each([
  ['makes what it reads', 'fs.createReadStream(body.path).pipe(out);'],
  ['writes to what it was given', 'body.write(1); body.end();'],
  ['listens to something of the module', `server.on('request', show);`],
  ['does so in a timer', 'setTimeout(function () { body.pipe(out); }, 1);'],
  ['does so in a listener', `server.on('ready', function () { body.pipe(out); });`],
  ['calls a method that has an end of its own', 'body.read(0, function (part) { show(part); });'],
  ['joins lists', 'show(list.concat(body));'],
  ['passes it on', 'show(body);'],
])('a callback that %s does not', (_, body) => {
  expect(planLast(`const server = require('./server'); ${fetch(body)}`)).toBe('rewrite');
});

const check = (body: string): string => `check(name, function (err) { if (err) throw err; ${body} });`;

test.each([
  ['a parameter of its listener', `source.on('part', function (name, stream) { ${check("stream.on('data', show);")} });`],
  ['a parameter', `exports.attach = function (socket) { ${check("socket.on('message', show);")} };`],
  ['this', `A.prototype.attach = function () { ${check("this.on('message', show);").replace('function (err)', '(err) =>')} };`],
  ['this under another name', `A.prototype.attach = function () { var self = this; ${check("self.socket.pipe(out);")} };`],
  ['this, bound', `A.prototype.attach = function () { ${check('this.socket.pipe(out);').replace('});', '}.bind(this));')} };`],
  ['a parameter of a function further out', `exports.all = function (socket) { names.forEach(function (name) { ${check("socket.on('message', show);")} }); };`],
])('a function around the call was given %s', (_, text) => {
  expect(planLast(text)).toBe('subscribes-late');
});

test.each([
  ['the callee calls back later', `const fs = require('fs'); exports.add = function (stream, name) { ${check('stream.pipe(out);').replace('check(', 'fs.stat(')} };`],
  ['the callee of the file calls back later', `function check(name, cb) { setTimeout(cb, 1); } exports.add = function (stream, name) { ${check('stream.pipe(out);')} };`],
  ['a listener was in between', `exports.add = function (stream) { source.on('part', function (name) { ${check('stream.pipe(out);')} }); };`],
  ['it is a request', `require('http').createServer(function (req, res) { ${check("req.on('data', show); req.pipe(out);")} });`],
  ['it is a request of express', `const app = require('express')(); app.post('/', (req, res) => { ${check('req.pipe(out);')} });`],
  ['it is only resumed', `exports.skip = function (stream) { ${check('stream.resume();')} };`],
])('what a function around the call was given has waited where %s', (_, text) => {
  expect(planLast(text)).toBe('rewrite');
});

test('what is known to wait may be read later', () => {
  expect(planLast(`const fs = require('fs'); fs.opendir('.', function (err, dir) { if (err) throw err; use(dir.read()); });`)).toBe('rewrite');
  const text = `const storage = require('storage'); storage.open(name, function (err, file) { if (err) throw err; file.pipe(out); });`;
  expect(planLast(text)).toBe('subscribes-late');
  const catalog = { storage: [{ path: 'open', passedEmitters: 'idle' as const }] };
  expect(planLast(text, { detect: { catalog } })).toBe('rewrite');
});

test('what a callback passes to the callers of its function in the file is followed', () => {
  const get = 'function get(url, cb) { client.fetch(url, (err, body) => { if (err) return cb(err); log(url); client.check(url, (err) => cb(err, body)); }); }';
  const plans = planSites(`${get} get(url, (err, body) => { if (err) throw err; body.pipe(out); });`, { idiomatic: true });
  expect(plans.map((plan) => (plan.action === 'refuse' ? plan.reason : plan.action))).toEqual(['subscribes-late', 'subscribes-late', 'subscribes-late']);
});
