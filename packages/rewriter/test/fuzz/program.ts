import { Choices } from './choices.js';
import { type Context, inFunction, inHost, nextNumber, wrap } from './context.js';
import { NameScope } from './scope.js';
import { writeStatements } from './statements.js';
import { writeTidyStatements } from './tidy.js';
import { pickName, writeValue } from './values.js';

type Writer = (context: Context) => readonly string[];

/** Kinds of hosts, the plainest first. */
const hosts: readonly [Writer, ...Writer[]] = [
  writeExportedFunction,
  writeExportedFunction,
  writeTidyHost,
  writeTidyHost,
  writeListener,
  writeListener,
  writeHelper,
  writePlainFunction,
  writeRoute,
  writeTest,
  writePrototype,
  writeClass,
  (context) => writeStatements(context),
  writeIteratee,
  writeTimer,
  writeGenerator,
  writeObject,
];

/**
 * Writes a program in the style of old packages.
 *
 * @param numbers decides everything; where it ends, the simplest choice is taken
 */
export function writeProgram(numbers: readonly number[]): string {
  const choices = new Choices(numbers);
  const context: Context = {
    choices,
    program: { helpers: [], counter: 0, budget: 24 },
    scope: new NameScope(null, true),
    callback: null,
    hostCallback: null,
    receiver: null,
    canReturn: false,
    isInLoop: false,
    isContinuation: false,
    canThrow: true,
    presentResult: null,
    depth: 0,
  };
  const lines = choices.isOneIn(4) ? ["'use strict';"] : [];
  lines.push("var fs = require('fs');", "var exec = require('child_process').exec;", '');
  const count = 1 + choices.below(3);
  for (let index = 0; index < count; index++) lines.push(...choices.pick(hosts)(context), '');
  return lines.join('\n');
}

function writeExportedFunction(context: Context): readonly string[] {
  const name = `load${nextNumber(context)}`;
  const parameter = pickName(context);
  const callback = parameter === 'cb' ? 'callback' : context.choices.pick(['cb', 'callback']);
  const inner = inHost(context, [parameter, callback], callback);
  const form = context.choices.below(3);
  if (form === 0) return wrap(`exports.${name} = function (${parameter}, ${callback}) {`, writeStatements(inner), '};');
  if (form === 1) return wrap(`exports.${name} = (${parameter}, ${callback}) => {`, writeStatements(inner), '};');
  return [...wrap(`function ${name}(${parameter}, ${callback}) {`, writeStatements(inner), '}'), `exports.${name} = ${name};`];
}

/** A host that calls its callback once on every path, last. */
function writeTidyHost(context: Context): readonly string[] {
  const id = nextNumber(context);
  const tidy = (parameters: readonly string[], callback: string, changes: Partial<Context> = {}) =>
    writeTidyStatements(inHost(context, parameters, callback, changes), 0);
  switch (context.choices.below(5)) {
    case 1:
      return wrap(`it('works ${id}', function (done) {`, tidy(['done'], 'done'), '});');
    case 2:
      return wrap(`app.use(function (req, res, next) {`, tidy(['req', 'res', 'next'], 'next'), '});');
    case 3:
      return wrap(
        'async.each([1, 2], function (item, next) {',
        tidy(['item', 'next'], 'next', { canThrow: false }),
        `}, function (err) { note('each', err); });`,
      );
    case 4:
      return [
        ...wrap(`function Kind${id}(state) {`, ['this.state = 0;', 'this.backend = backend;'], '}'),
        ...wrap(`Kind${id}.prototype.load = function (key, cb) {`, tidy(['key', 'cb'], 'cb', { receiver: 'this' }), '};'),
        `exports.Kind${id} = Kind${id};`,
      ];
    default:
      return wrap(`exports.load${id} = function (key, cb) {`, tidy(['key', 'cb'], 'cb'), '};');
  }
}

function writePlainFunction(context: Context): readonly string[] {
  const name = `run${nextNumber(context)}`;
  const parameter = pickName(context);
  const inner = inFunction(context, [parameter], {});
  const form = context.choices.below(2);
  if (form === 0) return wrap(`exports.${name} = function (${parameter}) {`, writeStatements(inner), '};');
  return [...wrap(`function ${name}(${parameter}) {`, writeStatements(inner), '}'), `exports.${name} = ${name};`, `${name}('now');`];
}

function writeListener(context: Context): readonly string[] {
  const parameter = pickName(context);
  const inner = inFunction(context, [parameter], {});
  const head = context.choices.pick([`function (${parameter}) {`, `(${parameter}) => {`]);
  return wrap(`bus.on('event${nextNumber(context)}', ${head}`, writeStatements(inner), '});');
}

function writeRoute(context: Context): readonly string[] {
  const inner = inHost(context, ['req', 'res', 'next'], 'next');
  return wrap(`app.get('/path${nextNumber(context)}', function (req, res, next) {`, writeStatements(inner), '});');
}

function writeTest(context: Context): readonly string[] {
  const hasDone = !context.choices.isOneIn(4);
  const inner = hasDone ? inHost(context, ['done'], 'done') : inFunction(context, [], {});
  return wrap(`it('works ${nextNumber(context)}', function (${hasDone ? 'done' : ''}) {`, writeStatements(inner), '});');
}

function writePrototype(context: Context): readonly string[] {
  const name = `Kind${nextNumber(context)}`;
  const built = inFunction(context, ['state'], { receiver: 'this' });
  const self = context.choices.pick(['this', 'self']);
  const inner = inHost(context, ['key', 'cb', ...(self === 'self' ? ['self'] : [])], 'cb', { receiver: self });
  return [
    ...wrap(
      `function ${name}(state) {`,
      ['this.state = 0;', 'this.backend = backend;', ...(context.choices.isOneIn(3) ? writeStatements(built) : [])],
      '}',
    ),
    ...wrap(
      `${name}.prototype.load = function (key, cb) {`,
      [...(self === 'self' ? ['var self = this;'] : []), ...writeStatements(inner)],
      '};',
    ),
    `exports.${name} = ${name};`,
  ];
}

function writeClass(context: Context): readonly string[] {
  const name = `Kind${nextNumber(context)}`;
  const inner = inHost(context, ['key', 'cb'], 'cb', { receiver: 'this' });
  const plain = inFunction(context, ['key'], { receiver: 'this' });
  return [
    ...wrap(
      `class ${name} {`,
      [
        ...wrap('constructor(state) {', ['this.state = state;', 'this.backend = backend;'], '}'),
        ...wrap('load(key, cb) {', writeStatements(inner), '}'),
        ...wrap('touch(key) {', writeStatements(plain), '}'),
      ],
      '}',
    ),
    `exports.${name} = ${name};`,
  ];
}

function writeObject(context: Context): readonly string[] {
  const name = `kit${nextNumber(context)}`;
  const inner = inHost(context, ['key', 'cb'], 'cb');
  const lines = wrap(`var ${name} = {`, wrap('open: function (key, cb) {', writeStatements(inner), '},'), '};');
  return [...lines, `exports.${name} = function (key, cb) { ${name}.open(key, cb); };`];
}

function writeIteratee(context: Context): readonly string[] {
  // async.js calls back or throws at once where its workers do, which docs/semantics.md leaves out.
  const inner = inHost(context, ['item', 'next'], 'next', { callback: null, canThrow: false });
  const method = context.choices.pick(['each', 'eachSeries', 'map']);
  return wrap(
    `async.${method}([1, 2], function (item, next) {`,
    writeStatements(inner),
    `}, function (err, all) { note('all', err, all); });`,
  );
}

function writeTimer(context: Context): readonly string[] {
  return wrap('setTimeout(function () {', writeStatements(inFunction(context, [], {})), '}, 10);');
}

function writeGenerator(context: Context): readonly string[] {
  const name = `walk${nextNumber(context)}`;
  const inner = inFunction(context, ['key'], {});
  return [
    ...wrap(`function* ${name}(key) {`, ['yield 1;', ...writeStatements(inner), 'yield 2;'], '}'),
    `note(Array.from(${name}('k')));`,
  ];
}

/** An own function that keeps to the protocol: it calls back once, later, with an error or a value. */
function writeHelper(context: Context): readonly string[] {
  const { choices } = context;
  const name = `fetch${nextNumber(context)}`;
  const write = (depth: number, given: string): string[] => {
    const inner = `r${depth}`;
    const call = choices.pick(['db.find', 'fs.readFile', 'store.users.get']);
    if (choices.isOneIn(4)) return [`${call}(${given}, cb);`];
    const hasMore = depth < 2 && choices.isOneIn(2);
    const rest = hasMore ? write(depth + 1, inner) : [`cb(null, ${inner}, ${given});`];
    return wrap(`${call}(${given}, function (err, ${inner}) {`, ['if (err) return cb(err);', ...rest], '});');
  };
  const lines = wrap(`function ${name}(key, cb) {`, write(0, 'key'), '}');
  const extra = writeValue(context);
  context.program.helpers.push(name);
  return [...lines, `${name}(${extra}, function (err, got) { note('got', err, got); });`];
}
