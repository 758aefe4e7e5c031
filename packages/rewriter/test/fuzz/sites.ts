import { type Context, inBlock, inContinuation, indent, nextNumber, wrap } from './context.js';
import { writeSettlement, writeStatements } from './statements.js';
import { pickName, writeNote, writeValue } from './values.js';

/** A call with an error-first callback, in one of the places where such calls stand. */
export function writeSite(context: Context): readonly string[] {
  const { choices, callback } = context;
  if (context.depth >= 4) return [`${writeNote(context)};`];
  const callee = writeCallee(context);
  if (callback !== null && choices.isOneIn(8)) return [`${callee}${callback});`];
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
  switch (choices.below(12)) {
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
    default:
      return prefixed('');
  }
}

/** The call up to its callback. */
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
  const form = choices.below(10);
  if (form < 4) return { open: `function (${parameters}) {`, close: '}', isArrow: false, isBound: false };
  if (form < 8 || (form === 9 && context.receiver !== 'this')) {
    return { open: `(${parameters}) => {`, close: '}', isArrow: true, isBound: false };
  }
  if (form === 8) return { open: `function on${nextNumber(context)}(${parameters}) {`, close: '}', isArrow: false, isBound: false };
  return { open: `function (${parameters}) {`, close: '}.bind(this)', isArrow: false, isBound: true };
}

function writeCallback(context: Context): readonly string[] {
  const { choices } = context;
  const parameters = writeParameters(context);
  const { error, results, text } = parameters;
  if (choices.isOneIn(12)) {
    const inner = inContinuation(context, [error, ...results], {});
    return [`(${text}) => ${choices.isOneIn(3) ? `${error} ? ${writeNote(inner)} : ${writeNote(inner)}` : writeNote(inner)}`];
  }
  const head = writeHead(context, text);
  const keepsThis = head.isArrow || head.isBound || context.receiver !== 'this';
  const inner = inContinuation(context, [error, ...results], {
    receiver: keepsThis ? context.receiver : null,
    depth: context.depth + 1,
  });
  const lines = writeBody(inner, parameters);
  if (!head.isArrow && choices.isOneIn(20)) lines.push(`note('own', typeof ${choices.pick(['this', 'arguments'])});`);
  return wrap(head.open, lines, head.close);
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
  return choices.pick([[call, ...declaration], [...declaration, call], [call, ...declaration, call]]);
}

interface CallbackParameters {
  readonly error: string;
  readonly results: readonly string[];
  /** The first result, where it is the plain value. */
  readonly present: string | null;
  readonly text: string;
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
  const text = [error, ...plain, ...(special === null ? [] : [special])].join(', ');
  return { error, results, present: plain[0] ?? null, text };
}

function writeSpecialParameter({ choices }: Context, name: string): string | null {
  const form = choices.below(20);
  if (form === 18) return `...${name}`;
  return form === 19 ? `${name} = 'default'` : null;
}

/** The body of a callback, in one of the forms in which errors are treated. */
function writeBody(context: Context, { error, results, present }: CallbackParameters): string[] {
  const { choices } = context;
  context.scope.read(error);
  const succeeded: Context = { ...context, presentResult: present };
  const exit = () => (context.callback === null ? `return ${writeNote(context)};` : `return ${context.callback}(${error});`);
  const rest = () => [...writeStatements(succeeded), ...(choices.isOneIn(2) ? writeSettlement(succeeded) : [])];
  const block = (lines: readonly string[]) => [...indent(lines)];
  switch (choices.below(15)) {
    case 0:
    case 1:
      return [`if (${error}) ${exit()}`, ...rest()];
    case 2:
      return [`if (${error}) {`, ...block([...writeStatements(inBlock(context)), 'return;']), '}', ...rest()];
    case 3:
      return [`if (${error}) ${context.canThrow ? `throw ${error};` : exit()}`, ...rest()];
    case 4:
      return [
        `if (${error}) {`,
        ...block(writeStatements(inBlock(context))),
        '} else {',
        ...block(writeStatements(inBlock(succeeded))),
        '}',
      ];
    case 5:
      return [
        `if (!${error}) {`,
        ...block(writeStatements(inBlock(succeeded))),
        '} else {',
        ...block(writeStatements(inBlock(context))),
        '}',
      ];
    case 6:
      return [`if (!${error}) {`, ...block(writeStatements(inBlock(succeeded))), '}'];
    case 7:
      return writeStatements({ ...context, presentResult: null });
    case 8:
      return [`if (${error}) note('failed', ${error});`, ...writeStatements(context)];
    case 9:
      return [`if (${error} && ${error}.code !== 'ENOENT') ${exit()}`, ...writeStatements(context)];
    case 10:
      return context.callback === null
        ? [`assert.ifError(${error});`, ...rest()]
        : [`${context.callback}(${[error, ...results].join(', ')});`];
    case 11:
      return [`if (${error}) ${error} = ${choices.pick(['null', "new Error('wrapped')"])};`, ...writeStatements(context)];
    case 12:
      return [`if (${[error, ...results.map((result) => `!${result}`)].join(' || ')}) ${exit()}`, ...rest()];
    case 13:
      return [`if (${error}) {`, ...block(writeStatements(inBlock(context))), '}', ...writeStatements(context)];
    default:
      return [`assert.ifError(${error});`, ...rest()];
  }
}
