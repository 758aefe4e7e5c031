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
 * The path of what a parameter of a function of the file is always given, as `ApiPaths` has it: `express()` for `app` of `setup(express())`; null where that is not known. A path that is only
 * known later begins with `#`, and keeps its calls.
 */
export type GivenPath = (parameter: TSESTree.Node) => string | null;

const nothingGiven: GivenPath = () => null;

/**
 * The call that gets an expression: as an argument, as an item of a list, `app.get('/', [load])`, or as an option.
 *
 * @param dependencies those of the project, which show whether `compiler.hooks` are those of webpack
 * @param given what parameters are given by other files: `app` of `module.exports = function (app) { app.get('/', load); }`
 * @returns null where nothing gets it, or where the callee is none of a package
 */
export function hostCallOf(source: Source, use: TSESTree.Node, dependencies: Dependencies = {}, given: GivenPath = nothingGiven): HostCall | null {
  const { call, option } = placeOf(use);
  const path = call && pathOf(source, call, dependencies, given);
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

function pathOf(source: Source, call: Call, dependencies: Dependencies, given: GivenPath): string | null {
  const path = valuePathOf(source, call.callee, given);
  if (path === null) return hookPathOf(call.callee, dependencies);
  // What begins with a name that the caller has made up is only known later.
  return path.startsWith('#') ? path : hostPathOf(path);
}

/** The path of a callee for `lookupHost`: `express.route.post` for `express().route().get().post`, since `get` returns its object. */
export function hostPathOf(path: string): string {
  const parts = path.split('.');
  return parts.reduce((before, part, index) => {
    const own = (before === '' ? '' : `${before}.`) + part.replaceAll('()', '');
    return index < parts.length - 1 && part.endsWith('()') && lookupHost(own)?.isChainable === true ? before : own;
  }, '');
}

/** The path of an expression, by `ApiPaths`, or by what the parameter is given that it begins with: `app.route('/')`. */
export function valuePathOf(source: Source, node: TSESTree.Node, given: GivenPath, seen: ReadonlySet<TSESTree.Node> = new Set()): string | null {
  const path = functionIndexOf(source).paths.pathOf(node);
  if (path !== null) return path;
  switch (node.type) {
    case 'Identifier':
      return givenPathOf(source, node, given, seen);
    case 'MemberExpression': {
      const name = matchPropertyName(node);
      const object = name === null ? null : valuePathOf(source, node.object, given, seen);
      return object === null ? null : `${object}.${name!}`;
    }
    case 'CallExpression': {
      const callee = valuePathOf(source, node.callee, given, seen);
      return callee === null ? null : `${callee}()`;
    }
    default:
      return null;
  }
}

/** The path of what a parameter is given, by other files or by each call in this one; null where something else is assigned to it. */
function givenPathOf(source: Source, name: TSESTree.Identifier, given: GivenPath, seen: ReadonlySet<TSESTree.Node>): string | null {
  const { bindings } = functionIndexOf(source);
  const variable = bindings.variableOf(name);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || definition?.type !== 'Parameter' || others.length > 0 || variable.references.some((reference) => reference.isWrite())) return null;
  const parameter: TSESTree.Node = definition.name;
  if (seen.has(parameter)) return null;
  return given(parameter) ?? givenHere(source, parameter, definition.node, given, new Set([...seen, parameter]));
}

/** What each call of a function of the file passes, if nothing else is done with the function: `setup(express())`. */
function givenHere(source: Source, parameter: TSESTree.Node, fn: TSESTree.Node, given: GivenPath, seen: ReadonlySet<TSESTree.Node>): string | null {
  if (fn.type !== 'FunctionDeclaration' || !fn.id || fn.parent.type.startsWith('Export')) return null;
  const position = fn.params.findIndex((each) => each === parameter);
  const references = functionIndexOf(source).bindings.variableOf(fn.id)?.references ?? [];
  const paths = references.map(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    const passed = parent?.type === 'CallExpression' && parent.callee === identifier ? parent.arguments.slice(0, position + 1) : [];
    const own = passed.every(({ type }) => type !== 'SpreadElement') ? passed[position] : undefined;
    return own ? valuePathOf(source, own, given, seen) : null;
  });
  const [path = null, ...others] = new Set(paths);
  return position === -1 || others.length > 0 ? null : path;
}

/** `tapable.Hook.tapAsync` for `compiler.hooks.emit.tapAsync`, in a project that uses webpack. The compiler is passed to plugins, so that no import leads to it. */
function hookPathOf(callee: TSESTree.Node, dependencies: Dependencies): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression') return null;
  const method = matchPropertyName(callee);
  const { object } = callee.object;
  const isOfHooks = object.type === 'MemberExpression' && matchPropertyName(object) === 'hooks';
  return isOfHooks && method !== null && ['webpack', 'tapable'].some((name) => Object.hasOwn(dependencies, name)) ? `tapable.Hook.${method}` : null;
}
