// Request handlers that may become `async` although they take a callback, `next`: whoever calls them reads no promise, or passes its rejection to `next`.

import { type CallbackSite, type Dependencies, type FunctionNode, type Source, functionIndexOf, hasRole, insideSameFunction, lookupCaller, matchPropertyName, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableOf } from '../syntax/variables.js';
import { type SitesByArgument, siteOf } from './callback-sites.js';
import type { HandlerCaller } from './host-facts.js';

/**
 * Who calls a request handler, if each use of the function registers it with a framework that takes async handlers with `next`: express, router,
 * connect, polka and restify up to 8, by the module that the receiver comes from.
 *
 * @returns null for another function: also for restify 9, which refuses async handlers with `next`, and fastify, whose handlers have another callback
 */
export function handlerCallerOf(source: Source, fn: FunctionNode, sites: SitesByArgument, dependencies: Dependencies): HandlerCaller | null {
  const variable = variableOf(source, fn);
  const uses = variable ? variable.references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as TSESTree.Node) : [fn];
  const callers = uses.map((use) => {
    const site = siteOf(sites, use);
    return site?.kind === 'request-handler' ? callerOf(source, site, dependencies) : null;
  });
  if (callers.length === 0 || callers.includes(null)) return null;
  return callers.includes('ignores') ? 'ignores' : 'forwards';
}

function callerOf(source: Source, { call }: CallbackSite, dependencies: Dependencies): HandlerCaller | null {
  const path = functionIndexOf(source).paths.pathOf(call.callee)?.replaceAll('()', '');
  const caller = path === undefined ? null : lookupCaller(path, { dependencies });
  if (caller === 'ignores') return 'ignores';
  return caller === 'awaits' && /^express\./.test(path ?? '') ? 'forwards' : null;
}

/**
 * Whether code of a handler that runs before a statement may throw, which the framework catches as long as the handler is not async: `req.body.user.id`,
 * a call. Not `req.params.id`, and not what is done with the response and `next`.
 */
export function mayThrowBefore(source: Source, fn: FunctionNode, statement: TSESTree.Node): boolean {
  const [request, response, next] = fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const isOwn = (name: string): boolean => name === response || name === next;
  return someNode(fn.body, source.visitorKeys, (node) => node.range[0] < statement.range[0] && mayThrow(node), (node) => node.range[0] < statement.range[0] && insideSameFunction(node));

  function mayThrow(node: TSESTree.Node): boolean {
    switch (node.type) {
      case 'CallExpression':
        return !isOwn(rootOf(node.callee)) && !hasRole(rootOf(node.callee), 'synchronous-builtin');
      case 'MemberExpression':
        return !(isOwn(rootOf(node)) || isOfRequest(node) || hasRole(rootOf(node), 'always-there'));
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
