// Finds out who calls a function, where each use of it passes it to a framework that the catalogue of hosts describes.

import { type ApiEntry, type CallbackSite, type Dependencies, type FunctionNode, type Source, functionIndexOf, lookupHost, matchKeyName, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableOf } from '../syntax/variables.js';

type Call = CallbackSite['call'];

/** A call that passes a function of the file to a framework, which calls it. */
export interface Registration {
  readonly call: Call;
  /** What the framework does with the function. */
  readonly entry: ApiEntry;
}

/**
 * The calls that pass a function to frameworks, if nothing else uses it: `app.get('/', load)`, `multer({ fileFilter: load })`.
 *
 * @returns null where the function has another use, or where it is not known what is done with a promise of it
 */
export function registrationsOf(source: Source, fn: FunctionNode, dependencies: Dependencies): readonly Registration[] | null {
  const variable = variableOf(source, fn);
  const uses = variable ? variable.references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as TSESTree.Node) : [fn];
  const found = uses.map((use) => registrationAt(source, use, dependencies));
  return found.length === 0 || found.includes(null) ? null : (found as readonly Registration[]);
}

function registrationAt(source: Source, use: TSESTree.Node, dependencies: Dependencies): Registration | null {
  const { call, option } = placeOf(use);
  if (!call) return null;
  const path = pathOf(source, call, dependencies);
  const entry = path === null ? null : lookupHost(option === null ? path : `${path}.${option}`, { dependencies });
  return entry && !call.arguments.some((argument) => isExcept(argument, entry)) ? { call, entry } : null;
}

/** The call that gets a function: as an argument, as an item of a list, `app.get('/', [load])`, or as an option, whose name is returned. */
function placeOf(use: TSESTree.Node): { readonly call: Call | null; readonly option: string | null } {
  const { parent } = use;
  if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression' && parent.value === use) {
    return { call: callOf(parent.parent), option: matchKeyName(parent) ?? '' };
  }
  return { call: callOf(parent?.type === 'ArrayExpression' ? parent : use), option: null };
}

function callOf(argument: TSESTree.Node): Call | null {
  const { parent } = argument;
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && (parent.arguments as readonly TSESTree.Node[]).includes(argument) ? parent : null;
}

function pathOf(source: Source, call: Call, dependencies: Dependencies): string | null {
  return functionIndexOf(source).paths.pathOf(call.callee)?.replaceAll('()', '') ?? hookPathOf(call.callee, dependencies);
}

/** `tapable.Hook.tapAsync` for `compiler.hooks.emit.tapAsync`, in a project that uses webpack. The compiler is passed to plugins, so that no import leads to it. */
function hookPathOf(callee: TSESTree.Node, dependencies: Dependencies): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression') return null;
  const method = matchPropertyName(callee);
  const { object } = callee.object;
  const isOfHooks = object.type === 'MemberExpression' && matchPropertyName(object) === 'hooks';
  return isOfHooks && method !== null && ['webpack', 'tapable'].some((name) => Object.hasOwn(dependencies, name)) ? `tapable.Hook.${method}` : null;
}

function isExcept(argument: TSESTree.Node, { exceptWith = [] }: ApiEntry): boolean {
  return argument.type === 'Literal' && exceptWith.includes(argument.value as string | boolean);
}
