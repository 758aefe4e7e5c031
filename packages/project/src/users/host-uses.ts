// What is done with a value of another file, or with what it returns, if frameworks get it and nothing else does.

import { type FunctionNode, type GivenPath, type HostUse, type Source, frameworks, functionIndexOf, hostCallOf, lookupHost, valuePathOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { MentionRole } from './mention.js';

/**
 * The frameworks that get a value, `app.use(auth)`, or what a call of it returns, `app.use(auth(options))`.
 *
 * @param node the mention of the value
 * @param given what exported functions of the file are given, see `outerParameters`
 * @returns null where something else is done with it
 */
export function hostsOfMention(source: Source, node: TSESTree.Node, role: MentionRole, given: GivenPath): readonly HostUse[] | null {
  if (role === 'value') return hostsOf(source, node, given);
  return role === 'called' && node.parent?.type === 'CallExpression' ? hostsOfResult(source, node.parent, given) : null;
}

/**
 * Stands for what an exported function is given, which only the linking knows: `#3:0` is the first parameter of the fourth function.
 *
 * @param functions those of the file's summary
 */
export function outerParameters(functions: readonly FunctionNode[]): GivenPath {
  const names = new Map<TSESTree.Node, string>(functions.flatMap(({ params }, fn) => params.map((parameter, position) => [parameter, `#${String(fn)}:${String(position)}`] as const)));
  return (parameter) => names.get(parameter) ?? null;
}

/** The paths of the arguments of a call that are values of frameworks, or parameters that may be: `express()` of `require('./routes')(app)`. Null for the others. */
export function givenIn(source: Source, { arguments: passed }: TSESTree.CallExpression, given: GivenPath): readonly (string | null)[] {
  const paths = passed.map((argument) => {
    const path = valuePathOf(source, argument, given);
    return path !== null && (path.startsWith('#') || isOfFramework(path)) ? path : null;
  });
  return passed.some(({ type }) => type === 'SpreadElement') || paths.every((path) => path === null) ? [] : paths;
}

function isOfFramework(path: string): boolean {
  return [...frameworks].some((name) => path.startsWith(name) && /^(?![\w-])/.test(path.slice(name.length)));
}

/** `app.use(auth(options))`, or `const user = auth(options);` and each use of `user`. */
function hostsOfResult(source: Source, call: TSESTree.CallExpression, given: GivenPath): readonly HostUse[] | null {
  const { bindings } = functionIndexOf(source);
  const { parent } = call;
  const variable = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? bindings.variableOf(parent.id) : null;
  if (!variable) return hostsOf(source, call, given);
  if (bindings.onlyValueOf(variable) !== call) return null;
  const uses = variable.references.filter(({ init }) => init !== true).map(({ identifier }) => hostsOf(source, identifier, given));
  return uses.length === 0 || uses.includes(null) ? null : (uses as HostUse[][]).flat();
}

function hostsOf(source: Source, use: TSESTree.Node, given: GivenPath): readonly HostUse[] | null {
  const found = hostCallOf(source, use, {}, given);
  return found && (found.path.startsWith('#') || lookupHost(found.path)) ? [{ path: found.path, literals: found.literals }] : null;
}
