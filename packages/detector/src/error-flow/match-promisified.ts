// Recognizes the promise of a function with a callback, `promisify(remove)(path)`, as the call that it makes.

import { AST_NODE_TYPES, type TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import { matchPropertyName, verbOf } from '../syntax/names.js';

/** A promise of a call with a callback. */
export interface Promised {
  /** What is called: `fs.stat` of `promisify(fs.stat)(path)`. */
  readonly callee: TSESTree.Expression;
  /** The call with a callback. Of a promisified function it is made up: `fs.stat(path, callback)` for `promisify(fs.stat)(path)`. */
  readonly call: CallbackSite['call'];
  /** The callback in that call; null for a call that has none. */
  readonly argument: TSESTree.Expression | null;
  /** What it resolves to: the result, and rejects with the error; the error; an error and results as a list; results without the error. */
  readonly value: 'result' | 'error' | 'list' | 'last' | 'other';
  /** For a list: how many elements are in front of the error. */
  readonly offset: number;
}

/** `promisify(remove)(path)`, `promisify(db.remove).call(db, path)`, `promisify(db.remove.bind(db))(path)` */
export function matchPromisified(node: TSESTree.Expression): Promised | null {
  if (node.type !== 'CallExpression') return null;
  const isCalled = node.callee.type === 'MemberExpression' && matchPropertyName(node.callee) === 'call';
  const made = isCalled && node.callee.type === 'MemberExpression' ? node.callee.object : node.callee;
  const [given] = made.type === 'CallExpression' && verbOf(made.callee) === 'promisify' ? made.arguments : [];
  if (!given || given.type === 'SpreadElement') return null;
  const isBound = given.type === 'CallExpression' && given.callee.type === 'MemberExpression' && matchPropertyName(given.callee) === 'bind';
  const callee = isBound && given.callee.type === 'MemberExpression' ? given.callee.object : given;
  const argument: TSESTree.Identifier = { type: AST_NODE_TYPES.Identifier, name: 'callback', range: [node.range[1], node.range[1]], loc: node.loc, parent: node, decorators: [], optional: false, typeAnnotation: undefined };
  const call: TSESTree.CallExpression = { ...node, callee, arguments: [...node.arguments.slice(isCalled ? 1 : 0), argument] };
  return { callee, call, argument, value: 'result', offset: 0 };
}
