import type { TSESTree } from '@typescript-eslint/types';

import { isOwnName, resultsOf, takenBy } from '../../conversion/flows.js';
import { isMentioned } from '../../conversion/flow-tasks.js';
import type { CalledTask, Flow, FlowTask, WrittenTask } from '../../conversion/types.js';
import { isForeignPromise } from '../../file/global-promise.js';
import { freeName, nameOfItem, nameOfTaken } from '../../names/flow-names.js';
import type { FlowForm } from '../../plan/types.js';
import { evaluationMayThrow } from '../../syntax/evaluation.js';
import { expressionOf } from '../../syntax/expressions.js';
import type { RenderContext } from '../context.js';
import { textOfOperand } from '../text/arguments.js';
import { indent } from '../text/layout.js';
import { renderCalled } from './called.js';

/**
 * The promise in place of a control-flow call, without indentation: `Promise.all(files.map(async (file) => { ... }))`. Each function that
 * is called one after another is an async function in place, `await (async () => { ... })();`, of which `dissolve` makes straight code.
 */
export function renderFlow(context: RenderContext, form: FlowForm): string {
  const writer = new FlowWriter(context, form);
  const { kind, list, held } = form.flow;
  if (list && held) return writer.heldTasks(list, held);
  if (list) return writer.overItems(list);
  if (kind === 'auto') return writer.auto();
  return kind === 'waterfall' ? writer.waterfall() : kind === 'parallel' ? writer.parallel() : writer.series();
}

/** Whether the functions of a control-flow call are called one after the other. */
function isInTurn({ kind }: Flow): boolean {
  return kind !== 'each' && kind !== 'map' && kind !== 'parallel';
}

/** Whether the function of a task ends up in statements one after the other, where its promises are awaited. */
export function isInStatement(flow: Flow, fn: TSESTree.Node): boolean {
  const index = flow.tasks.findIndex((task) => task.form === 'function' && task.fn === fn);
  return isInTurn(flow) && (!flow.auto || flow.auto.layers.some((layer) => layer.length === 1 && layer[0] === index));
}

/** The text of what a task does, with the comments in front of it. */
interface Part {
  readonly comments: readonly string[];
  readonly text: string;
}

class FlowWriter {
  readonly #context: RenderContext;
  readonly #form: FlowForm;
  /** The end of what is written so far. */
  #from: number;

  constructor(context: RenderContext, form: FlowForm) {
    this.#context = context;
    this.#form = form;
    [this.#from] = form.flow.call.range;
  }

  /** `Promise.all(files.map(async (file) => { ... }))`, `for (const file of files) { ... }` */
  overItems(list: TSESTree.Expression): string {
    const { semicolon, step } = this.#context;
    const { kind, call, tasks, item: parameter } = this.#form.flow;
    const task = tasks[0]!;
    const listText = this.#textOfList(list);
    const item = task.form === 'function' ? this.#context.slices.textOf(...parameter!.range) : nameOfItem(this.#context, list, task);
    const { comments, text } = task.form === 'function' ? this.#written(task.fn.body) : this.#called(task, [item]);
    if (isInTurn(this.#form.flow)) {
      const isCollected = kind === 'map-series' && this.#usesResults();
      const results = isCollected ? this.#nameOfResults() : '';
      const promise = task.form === 'function' ? `(async () => ${text})()` : text;
      const statement = isCollected ? `${results}.push(await ${promise})${semicolon}` : `await ${promise}${semicolon}`;
      const loop = `for (${this.#isAssigned(task) ? 'let' : 'const'} ${item} of ${listText}) {\n${indent([...comments, statement].join('\n'), step)}\n}`;
      return this.#block(isCollected ? [`const ${results} = []${semicolon}`, loop, `return ${results}${semicolon}`] : [loop]);
    }
    const body = task.form === 'function' ? `async (${item}) => ${asExpression(text)}` : `(${item}) => ${text}`;
    const all = `${this.#promise()}.all(${listText}.map(${body}))`;
    if (kind === 'map' && comments.length === 0 && this.#context.slices.takeHiddenComments(...call.range).length === 0) return all;
    return this.#block([...comments, kind === 'map' ? `return ${all}${semicolon}` : `await ${all}${semicolon}`]);
  }

  /** `for (const task of tasks) { await task(); }`, `Promise.all(tasks.map((task) => task()))` */
  heldTasks(list: TSESTree.Expression, held: 'whole' | 'growing'): string {
    const { semicolon, step } = this.#context;
    const { kind, call } = this.#form.flow;
    const text = this.#textOfList(list);
    const task = freeName(this.#context, 'task', call);
    if (kind === 'parallel') {
      const all = `${this.#promise()}.all(${text}.map((${task}) => ${task}()))`;
      return this.#usesResults() && this.#context.slices.takeHiddenComments(...call.range).length === 0 ? all : this.#block([this.#usesResults() ? `return ${all}${semicolon}` : `await ${all}${semicolon}`]);
    }
    const results = this.#usesResults() ? this.#nameOfResults() : null;
    const statement = results === null ? `await ${task}()${semicolon}` : `${results}.push(await ${task}())${semicolon}`;
    const loop = `for (const ${task} of ${held === 'whole' ? text : `[...${text}]`}) {\n${indent(statement, step)}\n}`;
    return this.#block(results === null ? [loop] : [`const ${results} = []${semicolon}`, loop, `return ${results}${semicolon}`]);
  }

  series(): string {
    const { semicolon, step } = this.#context;
    const { tasks, keys } = this.#form.flow;
    const parts = tasks.map((task) => this.#part(task, []));
    if (!this.#usesResults()) return this.#block(parts.flatMap(({ comments, text }) => [...comments, `await ${text}${semicolon}`]));
    const items = parts.map(({ comments, text }, index) => [...comments, `${keys ? `${keys[index]!}: ` : ''}await ${text},`].join('\n'));
    const [open, close] = keys ? ['{', '}'] : ['[', ']'];
    return this.#block([`return ${open}\n${indent(items.join('\n'), step)}\n${close}${semicolon}`]);
  }

  /** `Promise.all([load(), save()])`; the results of an object of tasks are an object. */
  parallel(): string {
    const { semicolon, step } = this.#context;
    const { tasks, keys, call } = this.#form.flow;
    const parts = tasks.map((task) => this.#started(task));
    const rest = this.#context.slices.takeHiddenComments(...call.range);
    const isShort = rest.length === 0 && parts.every(({ comments, text }) => comments.length === 0 && !text.includes('\n')) && parts.reduce((sum, { text }) => sum + text.length, 0) < 80;
    const items = isShort ? parts.map(({ text }) => text).join(', ') : `\n${indent(parts.map(({ comments, text }) => [...comments, `${text},`].join('\n')).join('\n'), step)}\n`;
    const all = `${this.#promise()}.all([${items}])`;
    if (!this.#usesResults()) return this.#block([...rest, `await ${all}${semicolon}`]);
    if (!keys) return rest.length === 0 ? all : this.#block([...rest, `return ${all}${semicolon}`]);
    const names = keys.map((key) => freeName(this.#context, key, call, new Set(), (node) => isOwnName(this.#context.source, key, node, tasks)));
    const properties = keys.map((key, index) => (names[index] === key ? key : `${key}: ${names[index]!}`));
    return this.#block([...rest, `const [${names.join(', ')}] = await ${all}${semicolon}`, `return { ${properties.join(', ')} }${semicolon}`]);
  }

  /** The tasks layer by layer; the results are properties of one object: `results.text = await read();`. */
  auto(): string {
    const { semicolon } = this.#context;
    const { tasks, keys, auto } = this.#form.flow;
    const isCollected = this.#usesResults() || auto!.results !== null;
    const name = auto!.results?.name ?? (isCollected ? this.#nameOfResults() : '');
    const target = (index: number): string => `${name}.${keys![index]!}`;
    const lines = auto!.layers.flatMap((layer) => {
      if (layer.length === 1) {
        const { comments, text } = this.#part(tasks[layer[0]!]!, []);
        return [...comments, `${isCollected ? `${target(layer[0]!)} = ` : ''}await ${text}${semicolon}`];
      }
      const parts = layer.map((index) => this.#started(tasks[index]!));
      const items = indent(parts.map(({ comments, text }) => [...comments, `${text},`].join('\n')).join('\n'), this.#context.step);
      return [`${isCollected ? `[${layer.map(target).join(', ')}] = ` : ''}await ${this.#promise()}.all([\n${items}\n])${semicolon}`];
    });
    if (!isCollected) return this.#block(lines);
    return this.#block([`const ${name} = {}${semicolon}`, ...lines, ...(this.#usesResults() ? [`return ${name}${semicolon}`] : [])]);
  }

  waterfall(): string {
    const { semicolon } = this.#context;
    const { tasks } = this.#form.flow;
    const names = tasks.map((task) => this.#namesOfTaken(task));
    return this.#block(
      tasks.flatMap((task, index) => {
        const { comments, text } = this.#part(task, names[index]!);
        const next = tasks[index + 1];
        return [...comments, `${next ? this.#headFor(next, names[index + 1]!) : 'return '}await ${text}${semicolon}`];
      }),
    );
  }

  /** The promise of a task: an async function in place, or a call. */
  #part(task: FlowTask, taken: readonly string[]): Part {
    if (task.form === 'call') return this.#called(task, taken);
    const { comments, text } = this.#written(task.fn.body);
    return { comments, text: `(async () => ${text})()` };
  }

  /** The promise of a task that is started together with others: an exception must not keep those behind it from starting. */
  #started(task: FlowTask): Part {
    if (task.form === 'call') return this.#called(task, []);
    const { comments, text } = this.#written(task.fn.body);
    const value = asExpression(text);
    if (value === text) return { comments, text: `(async () => ${text})()` };
    return { comments, text: forwardsSafely(this.#context, task) ? value : `(async () => ${value})()` };
  }

  #written({ range }: TSESTree.Node): Part {
    const { slices } = this.#context;
    const text = slices.flatTextOf(...range);
    return { comments: this.#commentsBefore(range), text };
  }

  /** `promisify(load)(path, item)` */
  #called({ node, call, given, self }: CalledTask, passed: readonly string[]): Part {
    const { slices } = this.#context;
    const callee = this.#form.callees.get(call)!.callee;
    const args = [...(callee.form === 'call' && self ? [self] : []), ...given].map((argument) => textOfOperand(slices, argument));
    return { text: renderCalled(this.#context, call.callee, callee, [...args, ...passed]), comments: this.#commentsBefore(node.range) };
  }

  #commentsBefore([start, end]: readonly [number, number]): readonly string[] {
    const comments = this.#context.slices.takeHiddenComments(this.#from, start);
    this.#from = end;
    return comments;
  }

  #block(lines: readonly string[]): string {
    const { slices, step } = this.#context;
    const rest = slices.takeHiddenComments(...this.#form.flow.call.range);
    return `(async () => {\n${indent([...lines, ...rest].join('\n'), step)}\n})()`;
  }

  /** The names of the results of the task before. */
  #namesOfTaken(task: FlowTask): readonly string[] {
    if (task.form === 'function') return resultsOf(task).map(({ range }) => this.#context.slices.textOf(...range));
    return Array.from({ length: takenBy(task) }, (_, index) => nameOfTaken(this.#context, this.#form.flow, task, index));
  }

  /** `const text = ` for a task that takes one result, `const [name, title] = ` for several; nothing for none. */
  #headFor(task: FlowTask, names: readonly string[]): string {
    if (names.length === 0) return '';
    return `${this.#isAssigned(task) ? 'let' : 'const'} ${names.length === 1 ? names[0]! : `[${names.join(', ')}]`} = `;
  }

  /** Whether a function that is written in place assigns to one of its parameters. */
  #isAssigned(task: FlowTask): boolean {
    if (task.form === 'call') return false;
    const names = resultsOf(task);
    return this.#context.source.scopeManager.getDeclaredVariables(task.fn).some(
      ({ identifiers, references }) => names.some((name) => identifiers[0] === name) && references.some((reference) => reference.isWrite()),
    );
  }

  /** The name of the list of results: the one that the callback has for it, if nothing in the call means another thing by it. */
  #nameOfResults(): string {
    const { call } = this.#form.flow;
    const callback = call.arguments.at(-1);
    const parameter = callback?.type === 'FunctionExpression' || callback?.type === 'ArrowFunctionExpression' ? callback.params[1] : null;
    const name = parameter?.type === 'Identifier' ? parameter.name : 'results';
    const before = [call.range[0], callback?.range[0] ?? call.range[1]] as const;
    return isMentioned(this.#context.source, name, [before]) ? freeName(this.#context, 'results', call) : name;
  }

  #usesResults(): boolean {
    return this.#context.usesResultOf(this.#form.flow.call);
  }

  #promise(): string {
    const { source, names } = this.#context;
    return isForeignPromise(source, this.#form.flow.call, (variable) => names.renamed.has(variable)) ? 'globalThis.Promise' : 'Promise';
  }

  /** The list as the object of a member: what is no simple expression gets parentheses. */
  #textOfList(list: TSESTree.Expression): string {
    const text = textOfOperand(this.#context.slices, list);
    const { items } = this.#form.flow;
    if (items === 'numbers') return `Array.from({ length: ${text} }, (_, index) => index)`;
    if (items === 'elements') return `Array.from(${text})`;
    const isSimple = list.type === 'Identifier' || list.type === 'CallExpression' || list.type === 'ArrayExpression' || list.type === 'MemberExpression';
    const operand = isSimple || (items === 'values' && list.type === 'LogicalExpression' && list.operator !== '??') ? text : `(${text})`;
    return items === 'values' ? `Object.values(${operand} || [])` : operand;
  }
}

/** Whether a function only makes a call, with its callback, whose evaluation cannot throw: `function (next) { load(path, next); }`. */
function forwardsSafely({ source }: RenderContext, { fn: { body } }: WrittenTask): boolean {
  const call = body.body.length === 1 ? expressionOf(body.body[0]) : null;
  return call?.type === 'CallExpression' && call.arguments.length > 0 && !evaluationMayThrow(source, call, call.arguments.at(-1)!);
}

/** `load(name)` for a body that only returns it, on one line. */
function asExpression(body: string): string {
  return /^\{\s*return ((?!\{)[^\n]*?);?\s*\}$/.exec(body)?.[1] ?? body;
}
