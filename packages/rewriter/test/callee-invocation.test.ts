import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { type RewriteOptions, planRewrites, plansOf } from '../src/index.js';

/** The plan for the last callback of a program: `rewrite`, or the code of the refusal. */
function planLast(text: string, options: RewriteOptions = {}): string {
  const source = parseSource(text, 'a.js');
  const plan = [...plansOf(planRewrites(source, detectCallbacks(source), options)).values()].at(-1);
  return plan?.action === 'refuse' ? plan.reason : (plan?.action ?? 'none');
}

const use = '(function (err, row) { if (err) throw err; log(row); });';

test.each([
  ['calls back twice', `function load(cb) { db.get(() => { cb(null, 1); cb(null, 2); }); } load${use}`],
  ['passes its callback to an interval', `function load(cb) { setInterval(cb, 100, null); } load${use}`],
  ['passes its callback to a repeated event', `function load(cb) { input.on('data', cb); log(cb(null)); } load${use}`],
  ['calls itself again after it has called back', `function load(cb) { db.get((err, row) => { cb(err, row); load(cb); }); } load${use}`],
  ['is a method with a loop', `const rows = { load(cb) { for (const id of ids) db.get(id, cb); } }; rows.load${use}`],
  ['is a method of a prototype', `function A() {} A.prototype.load = function (cb) { ids.forEach((id) => db.get(id, cb)); }; new A().load(cb); A.prototype.load${use}`],
  ['calls back from a named iteratee', `function load(cb) { function each(id, done) { db.get(id, (err, row) => { cb(err, row); done(); }); } async.each(ids, each, end); } load${use}`],
  ['calls back from an iterated function with a return', `function load(cb) { ids.forEach((id) => { db.get(id, (err, row) => { return cb(err, row); }); }); } load${use}`],
  ['passes its callback as the iteratee of a collection', `function load(cb) { async.mapSeries(ids, cb); } load${use}`],
  ['is a method of an alias of this', `function A() { var self; self = this; self.load${use} } A.prototype.load = function (cb) { ids.forEach((id) => db.get(id, cb)); };`],
  ['calls back for some of the received items', `function load(cb) { input.on('data', (row) => { if (row.id > 3) { row.seen = true; cb(null, row); } }); } load${use}`],
  ['forwards its callback to a function that calls it for each item', `function load(cb) { send(cb); } function send(cb) { if (slow) cb = wrap(cb); for (const id of ids) queue(id, [id, cb]); } load${use}`],
])('a callee that %s may call again', (_, text) => {
  expect(planLast(text)).toBe('may-call-repeatedly');
});

test.each([
  ['one of its listeners calls it again', `function load(cb) { function again() { load(cb); } function ready() { cb(null, 1); } db.once('busy', again); db.once('row', ready); } load${use}`],
  ['it retries instead of calling back', `function load(cb) { db.get((err, row) => { if (err) return load(cb); cb(null, row); }); } load${use}`],
  ['the repeating method belongs to another object', `const rows = { load(cb) { for (const id of ids) db.get(id, cb); } }; db.load${use}`],
  ['its callback is called at the end of an iteration', `function load(cb) { async.each(ids, worker, cb); } load${use}`],
  ['its callback goes to another function with the name of an async.js function', `function load(cb) { charset.detect(file, cb); } load${use}`],
  ['it calls back when it has received enough', `function load(cb) { let text = ''; input.on('data', (part) => { text += part; if (text.endsWith(';')) cb(null, text); }); } load${use}`],
  ['it stops listening', `function load(cb) { input.on('data', (row) => { if (row.id > 3) { input.destroy(); cb(null, row); } }); } load${use}`],
  ['it wraps its callback in once', `function load(cb) { cb = once(cb); for (const id of ids) db.get(id, cb); } load${use}`],
])('a callee calls back once where %s', (_, text) => {
  expect(planLast(text)).toBe('rewrite');
});

test.each([
  ["emitter.emit('status'", 'may-call-repeatedly'],
  ["socket.emit('save'", 'rewrite'],
  ["this.socket.emit('save'", 'rewrite'],
  ["program.command('build'", 'may-call-repeatedly'],
  ['db.command({ ping: 1 }', 'rewrite'],
  ["cron.schedule('* * * * *'", 'may-call-repeatedly'],
  ["store.addChangeListener('a'", 'may-call-repeatedly'],
  ["timers.interval('a'", 'may-call-repeatedly'],
  ["model.after('save'", 'may-call-repeatedly'],
])('the name of a callee decides: %s', (call, plan) => {
  expect(planLast(`${call}, ${use.slice(1)}`)).toBe(plan);
});

test('a callback in front of a final callback is called for each item', () => {
  expect(planLast(`db.rows('select', ${use.slice(1, -2)}, done);`)).toBe('may-call-repeatedly');
  expect(planLast(`function rows(query, cb, done) { db.get(query, cb); done(); } rows('select', ${use.slice(1, -2)}, done);`)).toBe('rewrite');
});

test('a variable that a nested callback writes may be read behind the outer call', () => {
  const nested = `search('a', function (err) { if (err) search('b', function (err, path) { if (err) throw err; found = path; }); else found = 'a'; });`;
  expect(planLast(`function find() { let found; ${nested} return found; }`)).toBe('calls-synchronously');
  expect(planLast(`function find() { let found; ${nested} }`)).toBe('rewrite');
});

test.each([
  ['in a comment on its statements', `conn.send('LIST', function (err, text) { // this is executed multiple times,\n // first with 150\n if (err) throw err; log(text); });`],
  ['in a comment on the call', `function list() { // will be called more than once,\n // the first time with 150\n conn.send('LIST', ${use.slice(1)} }`],
  ['by an error message', `conn.send('LIST', function (err, text) { if (sent) throw new Error('callback already called'); if (err) throw err; sent = true; });`],
  ['by a counter', `function list(zip) { let n = 0; if (zip) conn.zip(send); else send(); function send() { conn.send('LIST', (err, text) => { if (err) throw err; if (++n === 1 && text) log(text); }); } }`],
])('a callback may show %s that it is called repeatedly', (_, text) => {
  expect(planLast(text)).toBe('may-call-repeatedly');
});

test('an error message in a function inside of the callback says nothing about its calls', () => {
  expect(planLast(`db.load(function (err, row) { if (err) throw err; stop(() => { throw new Error('already called'); }); });`)).toBe('rewrite');
});

const known = 'function open(cb) { if (isOpen) return cb(null, 1); db.open(cb); }';
const opened = 'open(function (err, row) { if (err) throw err; log(row); });';

test.each([
  ['a statement', `${known} function get() { ${opened} write(); }`],
  ['a returned value', `${known} function get(agent) { ${opened} return agent; }`],
  ['the next round of a loop', `${known} function get() { for (const id of ids) ${opened} }`],
  ['the next item of a list', `${known} function get() { ids.forEach(function () { ${opened} }); }`],
  ['a statement behind a call of its function', `${known} function main() { get(); write(); } function get() { ${opened} }`],
  ['a statement behind the call in the callee of the callback around it', `${known} function get() { open(function () { ${opened} }); } function main() { get(); write(); }`],
  ['a finally', `${known} function get() { try { note(); } finally { ${opened} write(); } }`],
  ['code of a class', `class Store { open(cb) { if (this.isOpen) return cb(); db.open(cb); } get() { this.${opened} this.write(); } }`],
])('a callee that may call back synchronously keeps its callback where code of the file can notice: %s', (_, text) => {
  expect([planLast(text), planLast(text, { idiomatic: true })]).toEqual(['calls-synchronously', 'calls-synchronously']);
});

test.each([
  ['another name of it', 'const load = open; function get() { load(USE); write(); }'],
  ['a bound name', 'const store = { open }; const load = store.open.bind(store); function get() { load(USE); write(); }'],
  ['`call`', 'function get() { open.call(null, USE); write(); }'],
  ['what a function returns', 'function keep(fn) { return function (cb) { if (kept) return cb(null, kept); fn(cb); }; } const load = keep(read); function get() { load(USE); write(); }'],
  ['the object that a factory returns', 'function make() { return { open(cb) { if (isOpen) return cb(null, 1); db.open(cb); } }; } const store = make(); function get() { store.open(USE); write(); }'],
  ['an object that a property holds', 'class Store { open(cb) { if (isOpen) return cb(null, 1); db.open(cb); } } class App { constructor() { this.store = new Store(); } get() { this.store.open(USE); write(); } }'],
  ['`Object.create`', 'const store = Object.create({ open(cb) { if (isOpen) return cb(null, 1); db.open(cb); } }); function get() { store.open(USE); write(); }'],
  ['a name that is computed', 'const steps = { open(cb) { cb(null, 1); }, close(cb) { db.close(cb); } }; function get(name) { steps[name](USE); write(); }'],
  ['a constructor', 'class Row { constructor(cb) { if (isOpen) cb(null, 1); else db.open(cb); } } function get() { new Row(USE); write(); }'],
  ['the last of its `arguments`', 'function find() { const args = Array.prototype.slice.call(arguments), cb = args.pop(); if (isOpen) return cb(null, 1); db.open(cb); } function get() { find(USE); write(); }'],
  ['the end of `arguments`', 'function find(id) { const cb = arguments[arguments.length - 1]; if (isOpen) return cb(null, 1); db.open(cb); } function get() { find(1, USE); write(); }'],
  ['the last of the rest', 'function find(id, ...rest) { const cb = rest.pop(); if (isOpen) return cb(null, 1); db.open(cb); } function get() { find(1, 2, USE); write(); }'],
])('a callee that may call back at once is known by %s', (_, text) => {
  const code = `${known} ${text.replace('USE', 'function (err, row) { if (err) throw err; log(row); }')}`;
  expect([planLast(code), planLast(code, { idiomatic: true })]).toEqual(['calls-synchronously', 'calls-synchronously']);
});

test.each([
  ['unless a hook waits', 'function run(hooks, cb) { (function next(left) { const hook = left.shift(); if (!hook) return cb(null); hook(function (err) { if (err) return cb(err); next(left); }); })(hooks.slice()); }', 'calls-synchronously'],
  ['and later with an error', 'function run(hooks, cb) { if (!hooks) return setTimeout(() => cb(new Error("none")), 1); cb(null); }', 'calls-synchronously'],
  ['or when the database answers', 'function run(hooks, cb) { if (!hooks) return cb(null); db.run(hooks, cb); }', 'rewrite'],
])('a callee that calls back at once where there is no error, %s, is kept for callers of other files', (_, definition, plan) => {
  const used = 'run(hooks, function (err) { if (err) throw err; store.save(); });';
  const inFunction = `${definition} exports.save = function () { ${used} };`;
  const inList = `${definition} exports.save = function () { const args = []; args.push(function (found) { ${used} }); db.find.apply(db, args); };`;
  expect([inFunction, inList].map((text) => planLast(text, { idiomatic: true }))).toEqual([plan, plan]);
});

test.each([
  ['on', "queue.on('drain', function () { show(rows); });", 'calls-synchronously'],
  ['a property', 'queue.drain = function () { show(rows); };', 'calls-synchronously'],
  ['a function that reads by another one', "queue.once('idle', report); function report() { show(rows); }", 'calls-synchronously'],
  ['another variable', "queue.on('drain', function () { show(all); });", 'rewrite'],
  ['another receiver', "other.on('drain', function () { show(rows); });", 'rewrite'],
  ['a timer in it', "queue.on('drain', function () { setTimeout(function () { show(rows); }, 1); });", 'rewrite'],
])('a listener on the receiver reads what the callback writes: %s', (_, listener, plan) => {
  const text = `function main(queue, other) { const rows = []; ${listener} queue.add(task, function (err, row) { if (err) throw err; rows.push(row); }); }`;
  expect([planLast(text), planLast(text, { idiomatic: true })]).toEqual([plan, plan]);
});

test('a listener that the callback sets itself comes in time', () => {
  const text = "const config = makeConfig(); function main() { let root; config.load(function (err) { if (err) throw err; root = 1; config.once('load', function () { log(root); }); }); }";
  expect(planLast(text)).toBe('rewrite');
});

test.each([
  ['only callers of other files could notice', `${known} exports.get = function () { ${opened} };`, 'calls-synchronously'],
  ['nothing runs behind it in the module', `${known} ${opened}`, 'rewrite'],
  ['its function is called later', `${known} setTimeout(function () { ${opened} }, 1);`, 'rewrite'],
  ['only its error comes synchronously', `function open(cb) { if (!isOpen) return cb(new Error('closed')); db.open(cb); } function get() { ${opened} write(); }`, 'rewrite'],
])('a callee that may call back synchronously, where %s', (_, text, exact) => {
  expect([planLast(text), planLast(text, { idiomatic: true })]).toEqual([exact, 'rewrite']);
});

test.each([
  ['let count = 0; db.load(function (err) { if (err) throw err; count++; }); log(count);'],
  ['let size = 0; db.load(function (err, row) { if (err) throw err; size += row.size; }); log(size);'],
  ['const rows = []; db.load(function (err, row) { if (err) throw err; rows.push(row); }); log(rows);'],
  ['const box = {}; db.load(function (err, row) { if (err) throw err; box.row = row; }); log(box.row);'],
  ['const seen = new Set(); db.load(function (err, row) { if (err) throw err; seen.add(row); }); log(seen.size);'],
  ['let found; function keep(row) { found = row; } db.load(function (err, row) { if (err) throw err; keep(row); }); log(found);'],
  ['class A { load() { db.load((err, row) => { if (err) throw err; this.row = row; }); return this.row; } }'],
  ['const all = { rows: [] }; db.load(function (err, row) { if (err) throw err; all.rows.push(row); }); log(all.rows);'],
])('a value that the callback writes is read behind the call: %s', (text) => {
  expect(planLast(`function main() { ${text} }`)).toBe('calls-synchronously');
});

test.each([
  ['a counter of open calls is read', 'let left = 1; db.load(function (err) { if (err) throw err; left--; }); if (left === 0) end();'],
  ['another property is read', 'const box = {}; db.load(function (err, row) { if (err) throw err; box.row = row; }); log(box.name);'],
  ['it is only written to behind the call', 'let row; db.load(function (err, found) { if (err) throw err; row = found; log(row); }); row = null;'],
  ['it is known to call back later', "let text; require('fs').readFile('a', function (err, found) { if (err) throw err; text = found; }); log(text);"],
])('a call may be rewritten where %s', (_, text) => {
  expect(planLast(`function main() { ${text} }`)).toBe('rewrite');
});

const finder = (read: string) => `class Finder { find(name, cb) { this.files.look(name, function (err, first) { if (err) return cb(err); cb(null, first); }); } ${read} }`;

test.each([
  ['by its caller', finder('findSync(name) { let found; this.find(name, (err, value) => { found = value; }); return found; }')],
  ['by a wrapper that names it', `${finder('')} Finder.prototype.findSync = syncWrap('find');`],
])('a function that must call back synchronously keeps its callbacks, as shown %s', (_, text) => {
  const source = parseSource(text, 'a.js');
  const [look] = plansOf(planRewrites(source, detectCallbacks(source), { idiomatic: true })).values();
  expect(look).toMatchObject({ action: 'refuse', reason: 'calls-synchronously' });
});

test.each([
  ["const async = require('async'); const q = async.queue(work); q.push(", 'async'],
  ["const async = require('async'); const q = async.priorityQueue(work); q.unshift(", 'a queue with priorities'],
  ["const q = require('async').cargo(work, 2); q.push(", 'a cargo'],
  ["const queue = require('async/queue'); const q = queue(work); q.push(", 'one function of async'],
  ["const async = require('neo-async'); const q = async.queue(work); q.push(", 'a library like async'],
  ['mailbox.push(', 'an unknown queue'],
  ['this.queue.unshift(', 'an unknown queue of an object'],
])('%s calls back for each item, unless there is only one (%s)', (call) => {
  const plan = (task: string, before = ''): string => planLast(`${before} ${call}${task}, ${use.slice(1)}`);
  for (const many of ["['a', 'b']", 'tasks', 'this.task', 'list.map(f)', '[...all]', '[]', 'new Array(3)']) expect(plan(many), many).toBe('may-call-repeatedly');
  for (const one of ["'a'", '{ id: 1 }', '[task]', 'new Task()', '`${id}`', 'id + 1']) expect(plan(one), one).toBe('rewrite');
  expect(plan('task', 'const task = { id: 1 };')).toBe('rewrite');
  expect(plan('task', 'let task = { id: 1 }; task = find();')).toBe('may-call-repeatedly');
  expect(plan('task', 'const [task] = [[1, 2]];')).toBe('may-call-repeatedly');
});

test('a definition in the file counts more than the name of a queue', () => {
  expect(planLast(`const queue = { push(task, cb) { db.save(task, cb); } }; queue.push(tasks, ${use.slice(1)}`)).toBe('rewrite');
});

test.each([
  'session(req, res, ',
  'session(request, response, ',
  'session.handle(this.req, this.res, ',
  'stack[i](req, res, ',
  'csrf.call(this, req, res, ',
  'serve(err, ctx.req, ctx.res, ',
  'upload.single(name)(req, res, ',
])('a middleware that is called by hand may call its `next` again: %s', (call) => {
  expect(planLast(`${call}function (err) { if (err) throw err; log(1); });`)).toBe('may-call-repeatedly');
});

test.each([
  'files.serve(req, res, ',
  'load(req, ',
  'load(req.body, res.locals, ',
  'load(res, req, ',
  'function load(req, res, cb) { db.get(req, (err, row) => cb(err, row)); } load(req, res, ',
])('no middleware: a callee with a result, other arguments, or a definition in the file: %s', (call) => {
  expect(planLast(`${call}${use.slice(1)}`)).toBe('rewrite');
});
