import { type Context, inContinuation, inFunction, inHost, nextNumber, wrap } from './context.js';
import { writeStatements } from './statements.js';
import { writeNote, writeValue } from './values.js';

// Programs that can notice when, how often or from where a callback is called. `unseen` returns its argument: a function that goes
// through it runs, but the rewriter cannot see from the file that it does.

/** A call with an error-first callback, and the statements in it. */
function writeCall(context: Context, callee: string): string[] {
  const error = context.choices.pick(['err', 'error', 'e']);
  const inner = inContinuation(context, [error, 'got'], { depth: context.depth + 1 });
  const exit = context.callback === null ? `return note('failed', ${error});` : `return ${context.callback}(${error});`;
  return wrap(`${callee}function (${error}, got) {`, [`if (${error}) ${exit}`, ...writeStatements(inner)], '});');
}

/** A callee that calls back synchronously on some paths, with code behind the call that notices. */
export function writeSometimesAtOnce(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const open = `open${number}`;
  const isKnown = `isOpen${number}`;
  const atOnce = choices.pick([`if (${isKnown}) return cb(null, 'known');`, `if (${isKnown}) cb(null, 'known'); else`, `if (${isKnown}) { return finish(); }`]);
  const later = `db.open(${number}, function (err) { if (err) return cb(err); ${isKnown} = true; cb(null, 'opened'); });`;
  const helper = atOnce.includes('finish') ? [`function finish() { cb(null, 'known'); }`] : [];
  const host = inHost(context, ['key', 'cb'], 'cb');
  return [
    `var ${isKnown} = ${choices.pick(['false', 'true'])};`,
    ...wrap(`function ${open}(cb) {`, [...helper, atOnce, later], '}'),
    ...wrap(`exports.use${number} = function (key, cb) {`, [...writeCall(host, `${open}(`), `note('behind${number}');`], '};'),
    // The documentation calls a synchronous error harmless, so this callee has no error of its own.
    ...wrap(`function get${number}(cb) {`, [`${open}(function (err, got) { if (err) return cb(err); note('got${number}'); cb(null, got); });`], '}'),
    ...wrap(`exports.again${number} = function (key) {`, [`get${number}(function (err, x) { note('used', err, x); });`, writeNote(inFunction(context, ['key'], {})) + ';'], '};'),
  ];
}

/** A callee that calls back at once unless a function that it was passed waits, for callers in other files, which may notice. */
export function writePassedWork(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const head = choices.pick(["if (!work) return cb(null, 'idle');", "if (!work) { note('idle'); cb(null, 'idle'); } else"]);
  const done = inContinuation(inFunction(context, ['work', 'cb'], { callback: 'cb', hostCallback: 'cb' }), ['err'], { depth: context.depth + 1 });
  const end = choices.pick(["cb(null, 'worked');", "cb(null, 'worked', 2);"]);
  const body = ['if (err) return cb(err);', writeNote(done) + ';', end];
  const work = choices.pick(['null', 'function (done) { setTimeout(done, 5, null); }', 'function (done) { db.get(1, done); }']);
  const host = inHost(context, ['key', 'cb'], 'cb');
  return [
    ...wrap(`function start${number}(work, cb) {`, [head, ...wrap('work(function (err) {', body, '});')], '}'),
    ...wrap(`exports.start${number} = function (key, cb) {`, writeCall(host, `start${number}(${work}, `), '};'),
  ];
}

/** Registrations and values of the same object, beside calls with error-first callbacks. */
export function writeRegistrations(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const registry = `registry${number}`;
  const method = choices.pick(['before', 'hook', 'define', 'handle', 'filter', 'plugin', 'add', 'attach']);
  // Without a name in front of the hook, only the name of the method tells that it keeps its argument.
  const name = method === 'add' || method === 'attach' || !choices.isOneIn(3) ? "'save', " : '';
  const parameters = choices.pick(['', 'item', 'req']);
  const inner = inFunction(context, parameters === '' ? [] : [parameters], {});
  const body = [...writeStatements(inner), choices.pick(["return 'kept';", 'return Promise.resolve(1);', 'return note;', '/* nothing */'])];
  return [
    ...wrap(`var ${registry} = unseen({`, [
      'hooks: [],',
      `${method}: function (${name === '' ? '' : 'name, '}hook) { this.hooks.push(hook); },`,
      'load: function (key, cb) { var self = this; db.get(key, function (err, row) { self.hooks.forEach(function (hook) { note(typeof hook(1), typeof hook(2)); }); cb(err, row); }); },',
    ], '});'),
    ...wrap(`${registry}.${method}(${name}function (${parameters}) {`, body, '});'),
    ...writeCall(inFunction(context, [], {}), `${registry}.load(${writeValue(context)}, `),
  ];
}

/** Callees that call back for each item. */
export function writePerItem(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const name = choices.pick(['each', 'scan', 'walk', 'iterate', 'push', 'unshift'] as const);
  const item = choices.pick(["['a', 'b', 'c']", '[1, 2]']);
  return [
    `var source${number} = unseen({ ${name}: function (items, cb) { items.forEach(function (item) { setTimeout(cb, 5, null, item); }); } });`,
    ...writeCall(inFunction(context, [], {}), `source${number}.${name}(${item}, `),
  ];
}

/** A callee whose result is a stream that emits without waiting for its reader. */
export function writeStream(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const emit = choices.pick(["stream.emit('data', 1);", "process.nextTick(function () { stream.emit('data', 1); });"]);
  const subscribe = choices.pick(["stream.on('data', function (part) { note('part', part); });", "stream.once('data', function (part) { note('part', part); });"]);
  const open = `function (key, cb) { setTimeout(function () { var stream = new Emitter${number}(); cb(null, stream); ${emit} }, 5); }`;
  const inner = inContinuation(inFunction(context, [], {}), ['err', 'stream'], { depth: context.depth + 1 });
  const body = ['if (err) throw err;', subscribe, ...writeStatements(inner)];
  return [
    `var Emitter${number} = require('events').EventEmitter;`,
    `var source${number} = unseen({ open: ${open} });`,
    ...wrap(`exports.open${number} = function () {`, wrap(`source${number}.open(${writeValue(context)}, function (err, stream) {`, body, '});'), '};'),
  ];
}

/** Tasks of async.js of which one takes no callback. */
export function writeTaskWithoutCallback(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const steps = choices.pick(['waterfall', 'series']);
  const first = `function (next) { db.get(${writeValue(context)}, next); }`;
  const last = writeCall(inFunction(context, [], {}), 'db.find(1, ');
  const end = `function (err) { note('end${number}', err); }`;
  const inline = [...wrap(`async.${steps}([${first}, function () {`, last, '}], '), `${end});`];
  const named = [...wrap(`function last${number}() {`, last, '}'), `var steps${number} = [${first}, last${number}];`, `async.${steps}(steps${number}, ${end});`];
  return ["var async = require('async');", ...(choices.isOneIn(2) ? named : [inline.slice(0, -1).join('\n') + inline.at(-1)])];
}

/** A synchronous wrapper around a method that takes a callback, or around any method by its name. */
export function writeSynchronousWrapper(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const host = inHost(context, ['key', 'cb'], 'cb', { receiver: null });
  const find = wrap('find: function (key, cb) {', writeCall(host, `lookUp${number}(key, `), '},');
  const callback = 'function (err, value) { failure = err; result = value; isDone = true; }';
  const call = choices.pick([
    [`this.find(key, ${callback});`],
    [`this[name](key, ${callback});`],
    ['var args = [key];', `args.push(${callback});`, 'this[name].apply(this, args);'],
  ]);
  const read = ['var failure, result, isDone = false;', ...call, 'note(isDone, failure, result);', 'return result;'];
  return [
    `var lookUp${number} = unseen(function (key, cb) { cb(null, 'value'); });`,
    ...wrap(`function immediate${number}(name) {`, wrap('return function (key) {', read, '};'), '}'),
    ...wrap(`var finder${number} = {`, [...find, `findNow: immediate${number}('find'),`], '};'),
    `exports.find${number} = function (key) { return finder${number}.findNow(key); };`,
  ];
}

/** Callees that throw synchronously, with code that catches it. */
export function writeExpectedThrow(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const callee = `produce${number}`;
  const caught = ["} catch (error) {", "  note('caught', error.message);", '}'];
  const call = writeCall(inFunction(context, ['key'], { receiver: null }), `${callee}(key, `);
  const producer = `var ${callee} = unseen(function (key, cb) { risk('produce'); db.get(key, cb); });`;
  if (choices.isOneIn(2)) {
    return [
      producer,
      ...wrap(`function Policy${number}() {}\nPolicy${number}.prototype.run = function (key) {`, call, '};'),
      ...wrap(`exports.run${number} = function (key) {`, ['try {', `  new Policy${number}().run(key);`, ...caught], '};'),
    ];
  }
  const isMethod = choices.isOneIn(2);
  const host = isMethod ? wrap(`var policy${number} = { run: function (key) {`, call, '} };') : wrap(`function start${number}(key) {`, call, '}');
  const start = isMethod ? `policy${number}.run(key);` : `start${number}(key);`;
  return [producer, ...host, ...wrap(`exports.run${number} = function (key) {`, ['try {', `  ${start}`, ...caught], '};')];
}
