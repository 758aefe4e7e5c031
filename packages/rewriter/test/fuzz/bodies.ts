import { type Context, inBlock, indent } from './context.js';
import { writeSettlement, writeStatements } from './statements.js';
import { writeNote, writeValue } from './values.js';

/** The parameters of a callback. */
export interface CallbackParameters {
  readonly error: string;
  readonly results: readonly string[];
  /** The name of the first result, where it holds the plain value. */
  readonly present: string | null;
  readonly text: string;
}

/** The body of a callback, in one of the forms in which errors are treated. */
export function writeBody(context: Context, { error, results, present }: CallbackParameters): string[] {
  const { choices } = context;
  context.scope.read(error);
  const succeeded: Context = { ...context, presentResult: present };
  const assertion = context.canThrow ? `assert.ifError(${error});` : `${writeNote(context)};`;
  const exit = () => (context.callback === null ? `return ${writeNote(context)};` : `return ${context.callback}(${error});`);
  const rest = () => [...writeStatements(succeeded), ...(choices.isOneIn(2) ? writeSettlement(succeeded) : [])];
  const block = () => indent(writeStatements(inBlock(context)));
  const goodBlock = () => indent(writeStatements(inBlock(succeeded)));
  const either = (head: string, first: readonly string[], second: readonly string[]) => [head, ...first, '} else {', ...second, '}'];
  switch (choices.below(28)) {
    case 0:
    case 1:
      return [`if (${error}) ${exit()}`, ...rest()];
    case 2:
      return [`if (${error}) {`, ...block(), '  return;', '}', ...rest()];
    case 3:
      return [`if (${error}) ${context.canThrow ? `throw ${error};` : exit()}`, ...rest()];
    case 4:
      return either(`if (${error}) {`, block(), goodBlock());
    case 5:
      return either(`if (!${error}) {`, goodBlock(), block());
    case 6:
      return [`if (!${error}) {`, ...goodBlock(), '}'];
    case 7:
      return writeStatements({ ...context, presentResult: null });
    case 8:
      return [`if (${error}) note('failed', ${error});`, ...writeStatements(context)];
    case 9:
      return [`if (${error} && ${error}.code !== 'ENOENT') ${exit()}`, ...writeStatements(context)];
    case 10:
      return context.callback === null
        ? [assertion, ...rest()]
        : [`${context.callback}(${[error, ...results].join(', ')});`];
    case 11:
      return [`if (${error}) ${error} = ${choices.pick(['null', "new Error('wrapped')"])};`, ...writeStatements(context)];
    case 12:
      return [`if (${[error, ...results.map((result) => `!${result}`)].join(' || ')}) ${exit()}`, ...rest()];
    case 13:
      return [`if (${error}) {`, ...block(), '}', ...writeStatements(context)];
    case 14:
      return [`if (${error} != null) ${exit()}`, ...rest()];
    case 15:
      return [...writeStatements(context), `if (${error}) ${exit()}`, ...rest()];
    case 16:
      return [`if (${error}) {`, `  ${writeNote(context)};`, `  ${exit()}`, `} else if (${writeValue(succeeded).replace(/^\{.*/, '1')}) {`, ...goodBlock(), '}', ...rest()];
    case 17:
      return [`setTimeout(function () { note('late', ${[error, ...results].join(', ')}); }, 5);`, ...rest()];
    case 18:
      return context.callback === null ? [`if (${error}) ${exit()}`] : [`if (${error}) ${context.callback}(${error});`, `else ${context.callback}(null, ${writeValue(succeeded)});`];
    case 19:
      return context.callback === null ? rest() : [`${error} ? ${context.callback}(${error}) : ${context.callback}(null, ${writeValue(succeeded)});`];
    case 20:
      return [`${error} = ${error} || null;`, `if (${error}) ${exit()}`, ...rest()];
    case 21:
      return [`if (${writeErrorTest(context, error)}) ${exit()}`, ...rest()];
    case 22:
      return [`var failed${error} = ${writeErrorTest(context, error)};`, `if (failed${error}) ${exit()}`, ...rest()];
    case 23:
      return [`if (${writeErrorTest(context, error)}) {`, ...block(), '}', ...writeStatements(context)];
    case 24:
      return context.callback === null
        ? [`switch (${error} && ${error}.code) {`, "  case 'ENOENT':", `    ${exit()}`, "  case 'EACCES':", `    ${writeNote(context)};`, '}', ...writeStatements(context)]
        : [`if (!${error}) return ${context.callback}(null, ${writeValue(succeeded)});`, ...writeStatements(context), `${context.callback}(${error});`];
    case 25:
      return context.callback === null ? rest() : [`return ${error} ? ${context.callback}(${error}) : ${context.callback}(null, ${writeValue(succeeded)});`];
    case 26:
      return [`${error} && note('failed', ${error}.code);`, ...writeStatements(context)];
    default:
      return [assertion, ...rest()];
  }
}

const writeErrorTest = ({ choices }: Context, error: string): string =>
  choices.pick([
    `null != ${error}`,
    `!!${error}`,
    `${error} instanceof Error`,
    `${error} && ${error}.code`,
    `typeof ${error} === 'object' && ${error}`,
    `${error} && ${error}.code === 'ENOENT'`,
    `${error} !== null && ${error} !== undefined`,
  ]);
