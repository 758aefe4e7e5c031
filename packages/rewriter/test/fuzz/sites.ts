import { type CallbackParameters, writeBody } from './bodies.js';
import { type Context, inContinuation, indent, nextNumber, wrap } from './context.js';
import { pickName, writeNote, writeTest, writeValue } from './values.js';

/** A call with an error-first callback in one of the possible positions: a statement, a `return`, a condition, an argument. */
export function writeSite(context: Context): readonly string[] {
  const { choices, callback } = context;
  if (context.depth >= 4) return [`${writeNote(context)};`];
  const callee = writeCallee(context);
  if (callback !== null && choices.isOneIn(8)) return [`${callee}${callback}${choices.pick(['', '', '.bind(null, null)', '.bind(this)'])});`];
  if (choices.isOneIn(10) && context.scope.isFunction) return writeNamed(context, callee);
  const lines = writeCallback(context);
  const call = [`${callee}${lines[0] ?? ''}`, ...lines.slice(1, -1), `${lines.length > 1 ? lines.at(-1) ?? '' : ''})`];
  const flat = lines.length === 1 ? [call.join('')] : call;
  return placeCall(context, flat);
}

function placeCall(context: Context, call: readonly string[]): readonly string[] {
  const { choices } = context;
  const prefixed = (prefix: string, suffix = ';') => [
    `${prefix}${call[0] ?? ''}${call.length === 1 ? suffix : ''}`,
    ...call.slice(1, -1),
    ...(call.length > 1 ? [`${call.at(-1) ?? ''}${suffix}`] : []),
  ];
  switch (choices.below(20)) {
    case 7:
      return context.canReturn ? prefixed('return ') : prefixed('');
    case 8:
      return prefixed(`${writeValue(context).replace(/^\{.*/, '1')} && `);
    case 9:
      return prefixed('note(', ');');
    case 10:
      return ['try {', ...indent(prefixed('')), '} catch (caught) {', `  ${writeNote(context)};`, '}'];
    case 11:
      return wrap(`if (${writeValue(context).replace(/^\{.*/, '1')})`, prefixed(''), '').slice(0, -1);
    case 12:
      return [...prefixed(`${writeTest(context)} ? `, ` : ${writeNote(context)};`)];
    case 13:
      return prefixed(`${writeTest(context)} || `);
    case 14:
      return context.canReturn ? prefixed(`return ${writeTest(context)} && `) : prefixed('void ');
    case 15:
      return ['try {', `  ${writeNote(context)};`, '} finally {', ...indent(prefixed('')), '}'];
    case 16:
      return writeCases(context, prefixed);
    case 17:
      return [`${writeNote(context)}, `, ...prefixed('')];
    case 18:
      return returnsNothing(call[0] ?? '') ? prefixed('') : prefixed('', choices.pick(['.limit(1).end();', '.once;', '.pipe(1);']));
    default:
      return prefixed('');
  }
}

/** Whether a call returns nothing, as functions of the file system and of the program do: a method call on its value would throw. */
const returnsNothing = (call: string): boolean => /^(?:fs\.|fetch\d)/.test(call);

/** A `switch` whose cases have no braces, and may fall through. */
function writeCases(context: Context, prefixed: (prefix: string) => readonly string[]): readonly string[] {
  const { choices } = context;
  const leave = () => choices.pick(['break;', context.canReturn ? 'return;' : 'break;', `${writeNote(context)};`]);
  const call = choices.isOneIn(3) && context.canReturn ? prefixed('return ') : prefixed('');
  const [first, second] = choices.isOneIn(2) ? [call, [`${writeNote(context)};`]] : [[`${writeNote(context)};`], call];
  return wrap(
    `switch (typeof ${choices.pick(['1', "'a'"])}) {`,
    [...wrap("case 'string':", [...first, leave()], '').slice(0, -1), ...wrap('default:', [...second, leave()], '').slice(0, -1)],
    '}',
  );
}

/** The text of a call up to its callback. */
export function writeCallee(context: Context): string {
  const { choices, program } = context;
  const helper = program.helpers[choices.below(Math.max(1, program.helpers.length))];
  const forms = [
    'db.find(',
    'fs.readFile(',
    'store.users.get(',
    'pool.next().query(',
    'request(',
    'exec(',
    'fs.unlink(',
    "store['load'](",
    'db.find.call(db, ',
    'db?.find?.(',
    '(pool.spare || db).find(',
    "[db, store][note('at') ? 0 : 1].find(",
    "db.find(note('argument'), ",
    'db.find(...[1, 2], ',
    'new Client(1).send(',
    ...(helper === undefined ? [] : [`${helper}(`, `${helper}(`]),
    ...(context.receiver === null ? [] : [`${context.receiver}.backend.save(`]),
    ...(context.presentResult === null || /^n\d/.test(context.presentResult) ? [] : [`${context.presentResult}.fetch(`]),
  ] as const;
  const form = forms[choices.below(forms.length)] ?? forms[0];
  if (form === 'exec(') return `exec('c${nextNumber(context)}', `;
  return `${form}${writeValue(context)}, `;
}

interface Head {
  readonly open: string;
  readonly close: string;
  readonly isArrow: boolean;
  readonly isBound: boolean;
}

function writeHead(context: Context, parameters: string): Head {
  const { choices } = context;
  const form = choices.below(11);
  const comment = choices.isOneIn(12) ? `/* c${nextNumber(context)} */ ` : '';
  if (form < 4) return { open: `${comment}function (${parameters}) {`, close: '}', isArrow: false, isBound: false };
  if (form < 8 || (form === 9 && context.receiver !== 'this')) {
    return { open: `(${parameters}) => {`, close: '}', isArrow: true, isBound: false };
  }
  if (form === 10) return { open: `async (${parameters}) => {`, close: '}', isArrow: true, isBound: false };
  if (form === 8) return { open: `function on${nextNumber(context)}(${parameters}) {`, close: '}', isArrow: false, isBound: false };
  return { open: `function (${parameters}) {`, close: '}.bind(this)', isArrow: false, isBound: true };
}

function writeCallback(context: Context): readonly string[] {
  const { choices } = context;
  const parameters = writeParameters(context);
  const { error, results, text } = parameters;
  if (choices.isOneIn(12)) {
    const inner = inContinuation(context, [error, ...results], { depth: context.depth + 1 });
    return writeExpression(inner, `(${text}) => `, error);
  }
  const head = writeHead(context, text);
  const keepsThis = head.isArrow || head.isBound || context.receiver !== 'this';
  const inner = inContinuation(context, [error, ...results], {
    receiver: keepsThis ? context.receiver : null,
    depth: context.depth + 1,
  });
  const lines = writeBody(inner, parameters);
  if (!head.isArrow && choices.isOneIn(20)) lines.push(`note('own', ${choices.pick(['typeof this', 'arguments.length', 'arguments[1]'])});`);
  return wrap(head.open, lines, head.close);
}

/** The expression body of an arrow function: one of its branches, or all of it, may be another call with a callback. */
function writeExpression(context: Context, head: string, error: string): readonly string[] {
  const { choices } = context;
  const form = choices.below(5);
  if (form < 2 || context.depth >= 4) return [`${head}${form === 0 ? `${error} ? ${writeNote(context)} : ` : ''}${writeNote(context)}`];
  const test = form === 2 ? '' : form === 3 ? `${error} ? ${writeNote(context)} : ` : `${writeTest(context)} && `;
  const callee = writeCallee(context);
  const [first = '', ...rest] = writeCallback(context);
  const last = rest.pop();
  const open = `${head}${test}${callee}${first}`;
  return last === undefined ? [`${open})`] : [open, ...rest, `${last})`];
}

/** A callback that is a function declaration near the call. */
function writeNamed(context: Context, callee: string): readonly string[] {
  const { choices } = context;
  const parameters = writeParameters(context);
  const { error, results, text } = parameters;
  const name = `after${nextNumber(context)}`;
  const inner = inContinuation(context, [error, ...results], { receiver: null, depth: context.depth + 1 });
  const declaration = wrap(`function ${name}(${text}) {`, writeBody(inner, parameters), '}');
  const call = `${callee}${name});`;
  const variable = wrap(`${choices.pick(['var', 'const'])} ${name} = function (${text}) {`, declaration.slice(1, -1).map((line) => line.slice(2)), '};');
  // Nested calls of which two paths end in the same function.
  const failure = choices.pick([`if (${error}) return ${name}(${error});`, `if (${error}) {`, `${writeNote(context)};`]);
  const paths = failure.endsWith('{') ? [failure, `  return ${callee}${name});`, '}', call] : [failure, call];
  const nest = wrap(`db.get(${writeValue(context)}, function (${error}, found) {`, paths, '});');
  return choices.pick([
    [call, ...declaration],
    [...declaration, call],
    [call, ...declaration, call],
    [...variable, call],
    [...declaration, ...nest, call],
    [...nest, ...declaration, ...nest],
    [...variable, ...nest, call],
  ]);
}

function writeParameters(context: Context): CallbackParameters {
  const { choices } = context;
  const error = choices.pick(['err', 'err', 'err', 'error', 'e', 'er']);
  const count = choices.pick([1, 1, 0, 2, 3]);
  const results: string[] = [];
  for (let index = 0; index < count; index++) {
    const name = pickName(context);
    if (name !== error && !results.includes(name)) results.push(name);
  }
  const last = results.at(-1);
  const special = last === undefined ? null : writeSpecialParameter(context, last);
  const plain = special === null ? results : results.slice(0, -1);
  if (choices.isOneIn(40)) return { error, results: [], present: null, text: choices.pick([`...${error}`, `${error} = null`]) };
  const text = [error, ...plain, ...(special === null ? [] : [special])].join(', ');
  return { error, results, present: plain[0] ?? null, text };
}

function writeSpecialParameter({ choices }: Context, name: string): string | null {
  switch (choices.below(24)) {
    case 20:
      return `...${name}`;
    case 21:
      return `${name} = 'default'`;
    case 22:
      return `{ ${name} }`;
    case 23:
      return `[${name} = 'none']`;
    default:
      return null;
  }
}
