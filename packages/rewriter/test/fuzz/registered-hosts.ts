import { type Context, inFunction, inHost, nextNumber, wrap } from './context.js';
import { writeStatements } from './statements.js';
import { writeTidyStatements } from './tidy.js';
import { pickName } from './values.js';

export function writeListener(context: Context): readonly string[] {
  const parameter = pickName(context);
  const inner = inFunction(context, [parameter], {});
  const head = context.choices.pick([`function (${parameter}) {`, `(${parameter}) => {`]);
  return wrap(`bus.on('event${nextNumber(context)}', ${head}`, writeStatements(inner), '});');
}

export function writeRoute(context: Context): readonly string[] {
  const inner = inHost(context, ['req', 'res', 'next'], 'next');
  return wrap(`app.get('/path${nextNumber(context)}', function (req, res, next) {`, writeStatements(inner), '});');
}

export function writeTest(context: Context): readonly string[] {
  const hasDone = !context.choices.isOneIn(4);
  const inner = hasDone ? inHost(context, ['done'], 'done') : inFunction(context, [], {});
  return wrap(`it('works ${nextNumber(context)}', function (${hasDone ? 'done' : ''}) {`, writeStatements(inner), '});');
}

export function writeIteratee(context: Context): readonly string[] {
  // async.js calls back or throws synchronously where its workers do, which docs/semantics.md excludes.
  const inner = inHost(context, ['item', 'next'], 'next', { callback: null, canThrow: false });
  const method = context.choices.pick(['each', 'eachSeries', 'map']);
  return wrap(
    `async.${method}([1, 2], function (item, next) {`,
    writeStatements(inner),
    `}, function (err, all) { note('all', err, all); });`,
  );
}

/** A host that calls its callback once on every path, last. */
export function writeTidyHost(context: Context): readonly string[] {
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

/** Steps for async.series, async.parallel and async.waterfall. */
export function writeSteps(context: Context): readonly string[] {
  const method = context.choices.pick(['series', 'parallel', 'waterfall']);
  const step = (parameters: readonly string[], depth: number) =>
    writeTidyStatements(inHost(context, [...parameters, 'next'], 'next', { canThrow: false, callback: null }), depth);
  const parameters = method === 'waterfall' ? ['row'] : [];
  return [
    `async.${method}([`,
    ...wrap('  function (next) {', ['store.start(function (err, row) {', '  if (err) return next(err);', `  next(null, row);`, '});'], '  },'),
    ...wrap(`  function (${[...parameters, 'next'].join(', ')}) {`, step(parameters, 1), '  },'),
    "], function (err, all) { note('steps', err, all); });",
  ];
}
