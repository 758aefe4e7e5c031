import type { Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T } from '@typescript-eslint/types';

import type { FunctionNode } from '../tree.js';
import type { LazyEdit } from './slices.js';

/** The edits that make a function `async`, its declared `void` result a promise. */
export function makeAsync({ text }: Source, host: FunctionNode): LazyEdit[] {
  const start = asyncOffset(text, host);
  const edits: LazyEdit[] = [{ start, end: start, render: () => 'async ' }];
  const type = host.returnType?.typeAnnotation;
  if (type?.type === T.TSVoidKeyword) {
    edits.push({ start: type.range[0], end: type.range[1], render: () => 'Promise<void>' });
  }
  return edits;
}

function asyncOffset(text: string, host: FunctionNode): number {
  const { parent } = host;
  const isMethod = parent.type === T.MethodDefinition || (parent.type === T.Property && parent.method);
  if (!isMethod) return host.range[0];
  const [key] = parent.key.range;
  return parent.computed ? text.lastIndexOf('[', key) : key;
}

/** Takes the parameters of a function out: `function (done)` becomes `function ()`. */
export function dropParameters({ text }: Source, host: FunctionNode): LazyEdit {
  const [first, last] = [host.params[0], host.params.at(-1)];
  const start = first?.range[0] ?? host.range[0];
  const end = last?.range[1] ?? start;
  const hasParentheses = /\(\s*$/.test(text.slice(host.range[0], start));
  return { start, end, render: () => (hasParentheses ? '' : '()') };
}
