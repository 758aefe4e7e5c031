import { type Context, inFunction, inHost, nextNumber, wrap } from './context.js';
import { writeStatements } from './statements.js';

export function writePrototype(context: Context): readonly string[] {
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

export function writeClass(context: Context): readonly string[] {
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

export function writeObject(context: Context): readonly string[] {
  const name = `kit${nextNumber(context)}`;
  const inner = inHost(context, ['key', 'cb'], 'cb');
  const lines = wrap(`var ${name} = {`, wrap('open: function (key, cb) {', writeStatements(inner), '},'), '};');
  return [...lines, `exports.${name} = function (key, cb) { ${name}.open(key, cb); };`];
}

/** A class with all kinds of members: methods, accessors, static and private ones. */
export function writeModernClass(context: Context): readonly string[] {
  const name = `Kind${nextNumber(context)}`;
  // Getters and setters may run in places where a scenario must not let calls throw.
  const plain = () =>
    writeStatements(inFunction(context, ['value', 'state'], { receiver: 'this', callback: null, hostCallback: null, canThrow: false }));
  const method = (receiver: string | null, changes: Partial<Context> = {}) =>
    writeStatements(inHost(context, ['key', 'cb'], 'cb', { receiver, canThrow: false, ...changes }));
  const members = [
    () => wrap('get size() {', [...plain(), 'return 1;'], '}'),
    () => wrap('set size(value) {', plain(), '}'),
    () => wrap('static make(key, cb) {', method(null), '}'),
    () => wrap('* walk() {', plain(), '}'),
    () => wrap('async read() {', plain(), '}'),
    () => wrap('handle = (key, cb) => {', method('this', { hasArguments: false }), '};'),
    () => wrap('#hidden(key, cb) {', method('this'), '}'),
    () => wrap('[`name`](key, cb) {', method('this'), '}'),
  ] as const;
  const count = 1 + context.choices.below(3);
  const chosen = [...new Set(Array.from({ length: count }, () => context.choices.pick(members)))];
  return [
    ...wrap(
      `class ${name} {`,
      [
        ...wrap('constructor(state) {', ['this.state = state;', 'this.backend = backend;', ...plain()], '}'),
        ...chosen.flatMap((write) => write()),
        ...wrap('touch(cb) {', ['this.size = this.size;', "if (this.handle) this.handle('h', cb);", 'return this.walk ? Array.from(this.walk()) : 0;'], '}'),
      ],
      '}',
    ),
    `exports.${name} = ${name};`,
    ...(context.choices.isOneIn(2) ? [`note(typeof new ${name}(1));`] : []),
  ];
}

/** An object with methods in all notations. */
export function writeModernObject(context: Context): readonly string[] {
  const name = `kit${nextNumber(context)}`;
  const body = () => writeStatements(inHost(context, ['key', 'cb'], 'cb'));
  const lines = wrap(
    `var ${name} = {`,
    [
      ...wrap('open(key, cb) {', body(), '},'),
      ...wrap('close: (key, cb) => {', body(), '},'),
      ...wrap('get state() {', [...writeStatements(inFunction(context, [], { callback: null, hostCallback: null })), "return 's';"], '},'),
    ],
    '};',
  );
  return [...lines, `exports.${name} = ${name};`, `note(${name}.state);`];
}
