// Writes the callback form of a function that lost its callback: what others see under its old name.

import type { TSESTree } from '@typescript-eslint/types';

import { hasStatements, needsFunction } from '../../conversion/prologue.js';
import type { Conversion, HandedOn, Handover, Place } from '../../conversion/types.js';
import { nameForError } from '../../names/error-name.js';
import type { RenderContext } from '../context.js';
import { textOfOperand } from '../text/arguments.js';
import { dedent, indent } from '../text/layout.js';

/** How long a callback form is at most that is written in one line. */
const maximumLength = 100;

/**
 * The callback form as a value: `callbackify(load)`; where that would pass another number of arguments or more is done for the callback,
 * a function that calls it: `(path, cb) => callbackify(load)(path, (err) => cb(err))`.
 *
 * @param name the variable that holds the async function
 * @param returnsPromise whether it returns a promise where it gets no callback
 */
export function renderEdgeValue(context: RenderContext, conversion: Conversion, name: string, returnsPromise = false): string {
  const { results, errorCount, prologue, usesThis, fn } = conversion;
  const called = `${context.nameOfUtil('callbackify')}(${name})`;
  if (results === 'one' && errorCount === 1 && !needsFunction(prologue) && !returnsPromise) return called;
  const isCalledOn = usesThis && fn.type !== 'ArrowFunctionExpression';
  const call = `${called}${isCalledOn ? '.call' : ''}(${[...(isCalledOn ? ['this'] : []), ...argumentsOf(context, conversion)].join(', ')})`;
  if (returnsPromise) return `function${gapOf(context, conversion)}(${parametersOf(context, conversion)}) ${bodyOf(context, conversion, call, callOfCore(context, conversion, name, isCalledOn ? 'this' : null))}`;
  if (!isCalledOn && !hasStatements(prologue) && !call.includes('\n')) return `(${parametersOf(context, conversion)}) => ${call}`;
  return `function${gapOf(context, conversion)}(${parametersOf(context, conversion)}) ${bodyOf(context, conversion, call)}`;
}

/**
 * The callback form in the function itself: `callbackify(async () => { ... })(cb);` around the statements that complete it.
 *
 * @param inside the text of these statements, rewritten
 */
export function renderEdgeInside(context: RenderContext, conversion: Conversion, inside: string): string {
  return `${context.nameOfUtil('callbackify')}(async () => {\n${indent(inside, context.step)}\n})(${renderHandover(context, handoverOf(conversion))})${context.semicolon}`;
}

/** The callback form as a statement or a method beside the async function: `get(key, cb) { callbackify(this.getAsync).call(this, key, cb); }`. */
export function renderEdgeBeside(context: RenderContext, conversion: Conversion, core: string): string {
  const { place, usesThis } = conversion;
  const callbackify = context.nameOfUtil('callbackify');
  const args = argumentsOf(context, conversion);
  const head = `${gapOf(context, conversion)}(${parametersOf(context, conversion)}) `;
  const owner = ownerOf(context, place);
  const isOnInstances = owner === null || /(?:^|\.)prototype$/.test(owner);
  // A method without a use of `this` may be called without its object.
  const isCalledOn = usesThis || owner === null;
  const target = isCalledOn && isOnInstances ? 'this' : owner;
  const call = `${callbackify}(${target}.${core})${isCalledOn ? '.call' : ''}(${[...(isCalledOn ? ['this'] : []), ...args].join(', ')})`;
  const promise = conversion.returnsPromise ? callOfCore(context, conversion, `${target}.${core}`, isCalledOn && target !== 'this' ? 'this' : null) : null;
  const body = bodyOf(context, conversion, call, promise);
  if (place.form === 'method') return `${place.method.static ? 'static ' : ''}${place.name}${head}${body}`;
  return place.form === 'assignment' ? `${textOf(context, place.target)} = function${head}${body}${context.semicolon}` : '';
}

/** The object that a method is a property of: `exports`, `Store.prototype`; null where only `this` leads to it. */
function ownerOf(context: RenderContext, place: Place): string | null {
  if (place.form === 'assignment') return place.target.object.type === 'ThisExpression' ? null : textOf(context, place.target.object);
  const name = place.form === 'method' ? place.method.parent.parent.id?.name : undefined;
  return name === undefined ? null : place.form === 'method' && place.method.static ? name : `${name}.prototype`;
}

/** `this.getAsync(key)` */
function callOfCore(context: RenderContext, conversion: Conversion, core: string, receiver: string | null): string {
  const values = valuesOf(context, conversion);
  return receiver === null ? `${core}(${values.join(', ')})` : `${core}.call(${[receiver, ...values].join(', ')})`;
}

/** `if (!cb) return this.getAsync(key);`. Where nobody had to pass a callback, nobody has to look at the promise. */
function renderReturn({ step, semicolon }: RenderContext, { fn: { params }, prologue }: Conversion, promise: string): string {
  const names = params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const test = `if (!${names.at(-1)})`;
  if (!prologue.optional) return `${test} return ${promise}${semicolon}`;
  const name = names.includes('promise') ? 'pending' : 'promise';
  const lines = [`const ${name} = ${promise}`, `${name}.catch(() => {})`, `return ${name}`].map((line) => line + semicolon);
  return `${test} {\n${indent(lines.join('\n'), step)}\n}`;
}

/** @param promise the call that is returned where there is no callback; null for none */
function bodyOf(context: RenderContext, conversion: Conversion, call: string, promise: string | null = null): string {
  const { slices, step, semicolon } = context;
  const { prologue } = conversion;
  const { statements, alias } = prologue;
  const textOf = ({ range: [start, end] }: TSESTree.Node): string => dedent(slices.text.slice(start, end).replaceAll('\r\n', '\n'), slices.indentAt(start));
  const kept = [...statements.map(textOf), ...(alias ? [`${alias.parent.kind} ${textOf(alias)}${semicolon}`] : [])];
  const returned = promise === null ? [] : [renderReturn(context, conversion, promise)];
  const statementsInFront = prologue.optional ? [...returned, ...kept] : [...kept, ...returned];
  return `{\n${indent([...statementsInFront, call + semicolon].join('\n'), step)}\n}`;
}

/** The arguments that the callback form passes on, with a callback that passes on as many arguments as the function did. */
function argumentsOf(context: RenderContext, conversion: Conversion): string[] {
  return [...valuesOf(context, conversion), renderHandover(context, handoverOf(conversion))];
}

/** The arguments in front of the callback. */
function valuesOf(context: RenderContext, { fn: { params } }: Conversion): string[] {
  return params.slice(0, -1).map((parameter) => textOf(context, parameter.type === 'AssignmentPattern' ? parameter.left : parameter));
}

function handoverOf({ callback, results, errorCount, prologue: { tested }, missing }: Conversion): Handover {
  return { callback, results, errorCount, tested, missing, handedOn: null };
}

/** `cb` where `callbackify` passes as much as the function did; else a function that does: `(err) => cb(err)`. */
export function renderHandover(context: RenderContext, handover: Handover): string {
  const { step, semicolon } = context;
  const { results, errorCount, tested, callback: { name }, handedOn } = handover;
  if (handedOn) return renderHandedOn(context, name, handedOn);
  const instead = missingText(context, handover);
  const [error, result] = [['err', 'error'], ['result', 'value']].map(([usual = '', other = '']) => (name === usual || instead.names.has(usual) ? other : usual)) as [string, string];
  if (results === 'one' && errorCount === 1) return tested ? `${name} || (${instead.functionOf(error)})` : name;
  if (results === 'nothing' || results === 'arguments' || results === 'results') {
    const all = results !== 'nothing' ? (name === 'results' || instead.names.has('results') ? 'values' : 'results') : null;
    const head = `(${[error, ...(all === null ? [] : [all])].join(', ')}) =>`;
    const onError = `${name}(${error}${all !== null && errorCount === 2 ? ', undefined' : ''})`;
    // A hook may count what it gets: `next()` must not become `next(null)`.
    const onSuccess = `${name}(${all === null ? '' : `${results === 'results' ? 'null, ' : ''}...${all}`})`;
    if (!tested) return `${head} (${error} ? ${onError} : ${onSuccess})`;
    const lines = [`if (!${name}) return${instead.valueOf(error)}${semicolon}`, `if (${error}) ${onError}${semicolon}`, `else ${onSuccess}${semicolon}`];
    return `${head} {\n${indent(lines.join('\n'), step)}\n}`;
  }
  const names = [error, ...(results === 'one' ? [result] : [])].join(', ');
  if (!tested) return `(${names}) => ${name}(${names})`;
  const lines = [`if (${name}) ${name}(${names})${semicolon}`, ...instead.branchesOf(error).map((branch) => `else ${branch}${semicolon}`)];
  return `(${names}) => {\n${indent(lines.join('\n'), step)}\n}`;
}

/** `(err) => (err ? cb(err) : rm(path, cb))` */
function renderHandedOn({ slices, step, semicolon }: RenderContext, callback: string, { call, carried }: HandedOn): string {
  // The call itself is replaced in the async function.
  const text = `${slices.flatTextOf(...call.callee.range)}(${call.arguments.map((argument) => textOfOperand(slices, argument)).join(', ')})`;
  const error = nameForError(text, 'err');
  const head = `(${[error, ...(carried ? [slices.flatTextOf(...carried.range)] : [])].join(', ')}) =>`;
  const line = `${head} (${error} ? ${callback}(${error}) : ${text})`;
  if (!line.includes('\n') && line.length <= maximumLength) return line;
  const lines = [`if (${error}) return ${callback}(${error})${semicolon}`, `${text}${semicolon}`];
  return `${head} {\n${indent(lines.join('\n'), step)}\n}`;
}

/** What is done where there is no callback, as a function, as a value behind `return`, and as branches of an `if`. */
interface MissingText {
  /** The names in it. */
  readonly names: ReadonlySet<string>;
  readonly functionOf: (error: string) => string;
  readonly valueOf: (error: string) => string;
  readonly branchesOf: (error: string) => readonly string[];
}

function missingText({ slices }: RenderContext, { missing: { onError, onSuccess } }: Handover): MissingText {
  const [failed, done] = [onError, onSuccess].map((node) => node && slices.flatTextOf(...node.range)) as [string | null, string | null];
  const names = new Set(`${failed} ${done}`.match(/[\w$]+/g));
  const isSame = failed !== null && failed.replace(/\s+/g, ' ') === done?.replace(/\s+/g, ' ');
  const value = (error: string): string | null => {
    if (isSame) return failed;
    return failed !== null && done !== null ? `${error} ? ${failed} : ${done}` : failed !== null ? `${error} && ${failed}` : done !== null ? `${error} || ${done}` : null;
  };
  return {
    names,
    functionOf: (error) => {
      const text = value(error);
      return text === null ? '() => {}' : `${isSame ? '()' : `(${error})`} => ${text.includes(' ? ') ? `(${text})` : text}`;
    },
    valueOf: (error) => {
      const text = value(error);
      return text === null ? '' : ` ${text}`;
    },
    branchesOf: (error) => {
      if (isSame) return [failed];
      const branches = [...(failed === null ? [] : [`if (${error}) ${failed}`]), ...(done === null ? [] : [failed === null ? `if (!${error}) ${done}` : done])];
      return branches;
    },
  };
}

/** The white space in front of the parameters of a function without a name of its own, as the file has it; ` ` for another one. */
function gapOf({ slices }: RenderContext, { fn, place }: Conversion): string {
  if (place.form === 'method') return slices.text.slice(place.method.key.range[1], fn.range[0]);
  const [first] = fn.params;
  return /^function(\s*)\($/.exec(slices.text.slice(fn.range[0], first?.range[0]))?.[1] ?? ' ';
}

function parametersOf({ slices }: RenderContext, { fn: { params } }: Conversion): string {
  const [first, last] = [params[0], params.at(-1)];
  return first && last ? slices.text.slice(first.range[0], last.range[1]) : '';
}

function textOf({ slices }: RenderContext, { range }: TSESTree.Node): string {
  return slices.text.slice(...range);
}
