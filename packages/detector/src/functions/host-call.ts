// Finds the calls that pass a function to a framework, as far as the path of the callee shows it.

import type { TSESTree } from '@typescript-eslint/types';

import { lookupHost } from '../catalog/catalog.js';
import type { Dependencies } from '../catalog/versions.js';
import type { Source } from '../source/source.js';
import { matchKeyName, matchPropertyName } from '../syntax/names.js';
import { functionIndexOf } from './index/function-index.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What gets a function, and may keep it for later: `app.get('/', load)`, `multer({ fileFilter: load })`. Plain data. */
export interface HostUse {
  /** The path of the callee with the name of the option, for `lookupHost`: `express.get`, `multer.fileFilter`. */
  readonly path: string;
  /** The strings and booleans beside the function: `init` and `true` of `schema.pre('init', true, load)`. */
  readonly literals: readonly (string | boolean)[];
}

/** A call that gets a function of the file. */
export interface HostCall extends HostUse {
  readonly call: Call;
}

/**
 * The call that gets an expression: as an argument, as an item of a list, `app.get('/', [load])`, or as an option.
 *
 * @param dependencies those of the project, which show whether `compiler.hooks` are those of webpack
 * @returns null where nothing gets it, or where the callee is none of a package
 */
export function hostCallOf(source: Source, use: TSESTree.Node, dependencies: Dependencies = {}): HostCall | null {
  const { call, option } = placeOf(use);
  const path = call && pathOf(source, call, dependencies);
  if (!call || path === null) return null;
  const literals = call.arguments.flatMap((argument) => (argument.type === 'Literal' && (typeof argument.value === 'string' || typeof argument.value === 'boolean') ? [argument.value] : []));
  return { call, path: option === null ? path : `${path}.${option}`, literals };
}

/** The call and the name of the option, if it is one. */
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
  return chainPathOf(source, call.callee) ?? functionIndexOf(source).paths.pathOf(call.callee)?.replaceAll('()', '') ?? hookPathOf(call.callee, dependencies);
}

/** `express.route.post` for `app.route('/').get(list).post(create)`: such a method returns its object. */
function chainPathOf(source: Source, callee: TSESTree.Node): string | null {
  const inner = callee.type === 'MemberExpression' && callee.object.type === 'CallExpression' ? callee.object.callee : null;
  const method = callee.type === 'MemberExpression' ? matchPropertyName(callee) : null;
  if (inner?.type !== 'MemberExpression' || method === null) return null;
  const path = chainPathOf(source, inner) ?? functionIndexOf(source).paths.pathOf(inner)?.replaceAll('()', '');
  return path !== undefined && lookupHost(path)?.isChainable === true ? path.slice(0, path.lastIndexOf('.') + 1) + method : null;
}

/** `tapable.Hook.tapAsync` for `compiler.hooks.emit.tapAsync`, in a project that uses webpack. The compiler is passed to plugins, so that no import leads to it. */
function hookPathOf(callee: TSESTree.Node, dependencies: Dependencies): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression') return null;
  const method = matchPropertyName(callee);
  const { object } = callee.object;
  const isOfHooks = object.type === 'MemberExpression' && matchPropertyName(object) === 'hooks';
  return isOfHooks && method !== null && ['webpack', 'tapable'].some((name) => Object.hasOwn(dependencies, name)) ? `tapable.Hook.${method}` : null;
}
