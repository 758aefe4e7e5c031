import type { TSESTree } from '@typescript-eslint/types';

import { resultsOf } from '../../conversion/flows.js';
import type { Flow } from '../../conversion/types.js';
import { isForeignPromise } from '../../file/global-promise.js';
import type { RenderContext } from '../context.js';
import { textOfOperand } from '../text/arguments.js';
import { indent } from '../text/layout.js';

/**
 * The promise in place of a control-flow call, without indentation: `Promise.all(files.map(async (file) => { ... }))`. Each function that
 * is called one after another is an async function in place, `await (async () => { ... })();`, of which `dissolve` makes straight code.
 */
export function renderFlow(context: RenderContext, flow: Flow): string {
  const { semicolon, step, slices } = context;
  const { call, kind, list, tasks } = flow;
  const bodies = new Bodies(context, call);
  const block = (lines: readonly string[]): string => {
    const rest = slices.takeHiddenComments(...call.range);
    return `(async () => {\n${indent([...lines, ...rest].join('\n'), step)}\n})()`;
  };
  const [task] = tasks;
  if (list && task) {
    const item = slices.textOf(...task.params[0]!.range);
    const listText = textOfList(context, list);
    const body = bodies.next(task);
    if (kind === 'each-series') {
      const isAssigned = context.source.scopeManager.getDeclaredVariables(task).some(({ name, references }) => name === item && references.some((reference) => reference.isWrite()));
      const inner = [...body.comments, `await (async () => ${body.text})()${semicolon}`].join('\n');
      return block([`for (${isAssigned ? 'let' : 'const'} ${item} of ${listText}) {\n${indent(inner, step)}\n}`]);
    }
    const all = `${nameOfPromise(context, call)}.all(${listText}.map(async (${item}) => ${asExpression(body.text)}))`;
    if (kind === 'map' && body.comments.length === 0 && slices.takeHiddenComments(...call.range).length === 0) return all;
    return block([...body.comments, kind === 'map' ? `return ${all}${semicolon}` : `await ${all}${semicolon}`]);
  }
  const inPlace = (each: Flow['tasks'][number]): { readonly comments: readonly string[]; readonly text: string } => {
    const { comments, text } = bodies.next(each);
    return { comments, text: `await (async () => ${text})()` };
  };
  if (kind === 'series') {
    const parts = tasks.map(inPlace);
    if (!usesResults(context, flow)) return block(parts.flatMap(({ comments, text }) => [...comments, `${text}${semicolon}`]));
    return block([`return [\n${indent(parts.map(({ comments, text }) => [...comments, `${text},`].join('\n')).join('\n'), step)}\n]${semicolon}`]);
  }
  return block(
    tasks.flatMap((each, index) => {
      const { comments, text } = inPlace(each);
      const next = tasks[index + 1];
      return [...comments, `${next ? headFor(context, next) : 'return '}${text}${semicolon}`];
    }),
  );
}

/** The bodies of the functions of a call, in their order, each with the comments in front of it. */
class Bodies {
  readonly #context: RenderContext;
  #from: number;

  constructor(context: RenderContext, call: TSESTree.CallExpression) {
    this.#context = context;
    [this.#from] = call.range;
  }

  next({ body }: Flow['tasks'][number]): { readonly comments: readonly string[]; readonly text: string } {
    const { slices } = this.#context;
    const text = slices.flatTextOf(...body.range);
    const comments = slices.takeHiddenComments(this.#from, body.range[0]);
    [, this.#from] = body.range;
    return { comments, text };
  }
}

/** `const text = ` for a task that takes one result, `const [name, title] = ` for several; nothing for none. */
function headFor({ source, slices }: RenderContext, task: Flow['tasks'][number]): string {
  const names = resultsOf(task);
  if (names.length === 0) return '';
  const isAssigned = source.scopeManager.getDeclaredVariables(task).some(
    (variable) => names.some((name) => variable.identifiers[0] === name) && variable.references.some((reference) => reference.isWrite()),
  );
  const texts = names.map(({ range }) => slices.textOf(...range));
  return `${isAssigned ? 'let' : 'const'} ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`} = `;
}

/** `load(name)` for a body that only returns it, on one line. */
function asExpression(body: string): string {
  return /^\{\n[ \t]*return ((?!\{)[^\n]*?);?\n\}$/.exec(body)?.[1] ?? body;
}

function usesResults(context: RenderContext, { call }: Flow): boolean {
  return context.usesResultOf(call);
}

function nameOfPromise({ source, names }: RenderContext, call: TSESTree.CallExpression): string {
  return isForeignPromise(source, call, (variable) => names.renamed.has(variable)) ? 'globalThis.Promise' : 'Promise';
}

/** The list as the object of a member: what is no simple expression gets parentheses. */
function textOfList({ slices }: RenderContext, list: TSESTree.Expression): string {
  const text = textOfOperand(slices, list);
  return list.type === 'Identifier' || list.type === 'CallExpression' || list.type === 'ArrayExpression' || list.type === 'MemberExpression' ? text : `(${text})`;
}
