import type { FunctionNode, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Signature } from '../../plan/types.js';
import { callStatementsOf } from '../../host/typed-host.js';
import { factsOf } from '../../file/file-facts.js';
import type { LazyEdit } from './edit.js';

/** The edits of a function that becomes async: `async` in front of it, a `Promise<void>` result, and no parameter for the callback it no longer has. */
export function editSignature(source: Source, signature: Exclude<Signature, { form: 'converted' }>): LazyEdit[] {
  if (signature.form === 'keeps') return [];
  const { fn, dropped, added, takers = [] } = signature;
  const renamed = takers.map(({ name: { range: [start, end] }, text }) => ({ start, end, render: () => text }));
  return [...renamed, ...makeAsync(source, fn), ...dropParameters(source, fn, dropped), ...addParameter(fn, added), ...(factsOf(source).isTypeScript ? addVoid(source, fn) : [])];
}

/** TypeScript: `void main();` for a call as a statement, since typescript-eslint reports a promise that nobody waits for. */
function addVoid(source: Source, fn: FunctionNode): LazyEdit[] {
  return callStatementsOf(source, fn).map(({ range: [start] }) => ({ start, end: start, render: () => 'void ' }));
}

/** Inserts `async`, and turns a declared `void` result into `Promise<void>`. */
export function makeAsync({ text }: Source, fn: FunctionNode): LazyEdit[] {
  const start = asyncOffset(text, fn);
  const edits: LazyEdit[] = [{ start, end: start, render: () => 'async ' }];
  const type = fn.returnType?.typeAnnotation;
  if (type?.type === 'TSVoidKeyword') {
    edits.push({ start: type.range[0], end: type.range[1], render: () => 'Promise<void>' });
  }
  return edits;
}

/** The offset for `async`: in front of a method's key, else in front of the function. */
function asyncOffset(text: string, fn: FunctionNode): number {
  const { parent } = fn;
  const isMethod = parent.type === 'MethodDefinition' || (parent.type === 'Property' && parent.method);
  if (!isMethod) return fn.range[0];
  const [key] = parent.key.range;
  return parent.computed ? text.lastIndexOf('[', key) : key;
}

/** Adds a parameter behind the last one. */
function addParameter({ params }: FunctionNode, name: string | undefined): LazyEdit[] {
  const end = params.at(-1)?.range[1];
  return name === undefined || end === undefined ? [] : [{ start: end, end, render: () => `, ${name}` }];
}

/** Removes the parameters that the plan drops, which are adjacent: `function (done)` becomes `function ()`. */
function dropParameters({ text }: Source, fn: FunctionNode, dropped: readonly TSESTree.Parameter[]): LazyEdit[] {
  const [first, last] = [dropped[0], dropped.at(-1)];
  if (!first || !last) return [];
  const [start, end] = [fn.params[fn.params.indexOf(first) - 1]?.range[1] ?? first.range[0], last.range[1]];
  const hasParentheses = start !== first.range[0] || /\(\s*$/.test(text.slice(fn.range[0], start));
  return [{ start, end, render: () => (hasParentheses ? '' : '()') }];
}
