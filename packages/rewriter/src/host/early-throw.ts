// Code of a host that may throw before its first await, which a framework catches as long as the host is not async.

import { type CallbackSite, type FunctionNode, type Scope, type Source, hasRole, insideSameFunction, isFunction, matchPropertyName, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { throwsAtOnce } from '../syntax/throws-at-once.js';
import type { EarlyThrow } from './host-facts.js';
import type { Registration } from './host-caller.js';

/**
 * What becomes of an error that a function throws before it returns.
 *
 * @param site the callback site of the function, if it is passed to a call
 * @param isHandler whether the function is a request handler, as far as its site or its parameters show
 * @param registrations the calls that pass it to frameworks, see `registrationsOf`
 * @returns null where that is not known, or where nobody catches it in any case
 */
export function earlyThrowOf(site: CallbackSite | undefined, isHandler: boolean, registrations: readonly Registration[] | null): EarlyThrow | null {
  if (!registrations) return site?.kind === 'event-listener' ? 'uncaught' : isHandler ? 'caught' : null;
  if (registrations.some(({ entry }) => entry.caller === 'ignores' && entry.catchesThrows !== false)) return 'caught';
  return registrations.some(({ entry }) => entry.caller === 'ignores') ? 'uncaught' : 'forwarded';
}

/** Whether a node in front of an offset may throw before its function returns. */
export type ThrowTest = (part: TSESTree.Node, before?: number) => boolean;

/**
 * Tests code of a host: `req.body.user.id` and a call may throw, but not `req.params.id`, nor what is done with the response and with the callbacks.
 *
 * @param isHandler whether the host is a request handler, with a request and a response as its first parameters
 * @param callbacks the callbacks of the host
 */
export function throwTestOf(source: Source, fn: FunctionNode, isHandler: boolean, callbacks: readonly Scope.Variable[]): ThrowTest {
  const names = fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  // A handler of errors gets the error first.
  const [request, response] = isHandler ? names.slice(names.length === 4 && callbacks.some(({ name }) => name === names[3]) ? 1 : 0) : [];
  const own = new Set([response ?? '', ...callbacks.map(({ name }) => name)]);
  own.delete('');
  return (part, before = Infinity) => someNode(part, source.visitorKeys, (node) => node.range[0] < before && mayThrow(node), (node) => node.range[0] < before && insideSameFunction(node));

  function mayThrow(node: TSESTree.Node): boolean {
    switch (node.type) {
      case 'CallExpression':
        return throwsAtOnce(node) || (!own.has(rootOf(node.callee)) && (!hasRole(rootOf(node.callee), 'synchronous-builtin') || node.arguments.some(isFunction)));
      case 'MemberExpression':
        return !(own.has(rootOf(node)) || isOfRequest(node) || hasRole(rootOf(node), 'always-there'));
      case 'NewExpression':
      case 'ThrowStatement':
      case 'TaggedTemplateExpression':
        return true;
      case 'VariableDeclarator':
        return node.id.type !== 'Identifier';
      default:
        return false;
    }
  }

  /** `req.id`, `req.params.id` */
  function isOfRequest({ object, computed }: TSESTree.MemberExpression): boolean {
    if (computed) return false;
    if (object.type === 'Identifier') return object.name === request;
    return object.type === 'MemberExpression' && hasRole(matchPropertyName(object) ?? '', 'part-of-request') && isOfRequest(object);
  }
}

/** The name at the start of a chain of members and calls. */
function rootOf(node: TSESTree.Node): string {
  let root = node;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') root = root.type === 'MemberExpression' ? root.object : root.callee;
  return root.type === 'Identifier' ? root.name : '';
}
