import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { isReachedWithoutError } from '../../syntax/reached-without-error.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { matchParameterName, matchPropertyName, verbOf } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { contains } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { ImportedArgument } from '../imported/imported-function.js';
import { type CallbackUses, usesOfArgument } from '../index/callback-uses.js';
import type { FunctionIndex } from '../index/function-index.js';
import type { ValueUses } from '../index/value-uses.js';

/** A call and an argument of it that its callee may pass an error and a result in one call. */
interface Origin {
  readonly call: TSESTree.CallExpression;
  readonly argument: TSESTree.Node;
}

/** Whether a callback is passed an error and a result in one call. */
interface ErrorWithResult {
  /** It is, as far as the file and the catalogue show. */
  readonly errorWithResult: boolean;
  /** The callees of other files that it gets both from, if they pass both: `read` for `(err, row) => cb(err, row)` as the callback of `read`. */
  readonly bothFrom: readonly ImportedArgument[];
}

/**
 * Answers whether functions may pass their callbacks an error and a result in one call: `cb(new Error('timeout'), { retry: true })`,
 * `cb(parsed.error, parsed.value)`, `(err) => cb(err, done)`.
 *
 * `(err, row) => cb(err, row)` passes both if the callee does that it is a callback of: a function of the file, or an API that is documented to,
 * as `execFile` is. Of any other callee that is not known, it is taken not to.
 */
export class ErrorsWithResults {
  readonly #index: FunctionIndex;
  readonly #uses: ValueUses;
  readonly #passesBoth: (path: string) => boolean;

  /**
   * @param index the functions of the file, to follow helpers such as `function finish(err, value) { cb(err, value); }`
   * @param uses where they are passed to
   * @param passesBoth whether an API passes results beside an error, by its path
   */
  constructor(index: FunctionIndex, uses: ValueUses, passesBoth: (path: string) => boolean) {
    this.#index = index;
    this.#uses = uses;
    this.#passesBoth = passesBoth;
  }

  /** What the calls of a callback pass, and those of the functions of the file that it, or its arguments, come from. */
  of(uses: CallbackUses): ErrorWithResult {
    const all = new Map<Scope.Variable, CallbackUses>([[uses.variable, uses]]);
    const bothFrom: ImportedArgument[] = [];
    // The loop also visits what is added to the map while it runs.
    for (const { mentions } of all.values()) {
      for (const mention of mentions) {
        const origins = this.#originsOf(mention);
        if (origins === 'own') return { errorWithResult: true, bothFrom: [] };
        for (const { call, argument } of origins) {
          const recipients = this.#index.recipientsOf(call, argument);
          for (const next of recipients.flatMap((recipient) => usesOfArgument(recipient, this.#index.bindings) ?? [])) all.set(next.variable, all.get(next.variable) ?? next);
          if (recipients.length === 0 && this.#isApiWithBoth(call, argument)) return { errorWithResult: true, bothFrom: [] };
          const imported = this.#index.importedArgumentOf(call, argument);
          if (imported) bothFrom.push(imported);
        }
      }
    }
    return { errorWithResult: false, bothFrom };
  }

  #isApiWithBoth({ callee, arguments: args }: TSESTree.CallExpression, argument: TSESTree.Node): boolean {
    const path = args.at(-1) === argument ? this.#index.paths.pathOf(callee)?.replaceAll('()', '') : undefined;
    return path !== undefined && this.#passesBoth(path);
  }

  /** The calls whose callees decide whether a mention of a callback is passed both; `own` if it is in any case. */
  #originsOf(mention: TSESTree.Node): readonly Origin[] | 'own' {
    const { parent } = mention;
    const args = argumentsPassedTo(mention);
    if (args) return this.#originsOfPair(args, new Set());
    return parent?.type === 'CallExpression' && parent.callee !== mention ? [{ call: parent, argument: mention }] : [];
  }

  /** Likewise of the arguments of a callback: none where they are no possible error and a result. */
  #originsOfPair([error, ...results]: readonly TSESTree.Node[], seen: Set<FunctionNode>): readonly Origin[] | 'own' {
    const { bindings } = this.#index;
    const values = results.filter((result) => !isNullish(unwrap(result)));
    if (!error || values.length === 0 || !mayBeError(error, bindings)) return [];
    const owner = ownerOf(error, bindings);
    if (!owner || values.some((result) => !isForwarded(result, owner, bindings))) return 'own';
    if (seen.has(owner)) return [];
    seen.add(owner);
    // `function finish(err, value) { cb(err, value); }` forwards its own arguments, so its callers in the file decide.
    const found = this.#index.callersOf(owner).map((call) => this.#originsOfPair(call.arguments, seen));
    if (found.includes('own')) return 'own';
    const receivers = this.#uses.receiversOf(owner);
    const passedTo = receivers === 'unknown' ? [] : receivers.flatMap(({ call, argument }) => (call.type === 'CallExpression' ? [{ call, argument }] : []));
    return [...found.flatMap((origins) => (origins === 'own' ? [] : origins)), ...passedTo];
  }
}

/** The arguments of `cb(...)`, `cb.call(this, ...)` or `process.nextTick(cb, ...)`; null if a mention is none of these. */
function argumentsPassedTo(mention: TSESTree.Node): readonly TSESTree.Node[] | null {
  const { parent } = mention;
  if (parent?.type === 'CallExpression') {
    if (parent.callee === mention) return parent.arguments;
    return parent.arguments[0] === mention && hasRole(verbOf(parent.callee) ?? '', 'defers-with-arguments') ? parent.arguments.slice(1) : null;
  }
  const isMethod = parent?.type === 'MemberExpression' && parent.object === mention && matchPropertyName(parent) === 'call';
  return isMethod && parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? parent.parent.arguments.slice(1) : null;
}

/** Whether a value may be an error: not `null`, `undefined`, a function or a variable that was tested to be unset. */
function mayBeError(node: TSESTree.Node, bindings: Bindings): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'NewExpression':
    case 'ObjectExpression':
    case 'CallExpression':
    case 'MemberExpression':
      return true;
    case 'Literal':
      return Boolean(value.value);
    case 'LogicalExpression':
      return mayBeError(value.right, bindings) || (value.operator !== '&&' && mayBeError(value.left, bindings));
    case 'ConditionalExpression':
      return mayBeError(value.consequent, bindings) || mayBeError(value.alternate, bindings);
    case 'Identifier':
      return !isNullish(value) && !isKnownToBeMissing(value, value, bindings);
    default:
      return false;
  }
}

/** The function whose first parameter an error is; null if the error comes from elsewhere. */
function ownerOf(error: TSESTree.Node, bindings: Bindings): FunctionNode | null {
  const variable = variableIn(error, bindings);
  const definition = variable?.defs[0];
  if (!definition || !isFunction(definition.node)) return null;
  return parametersOf(definition.node)[0] === definition.name ? definition.node : null;
}

/** The variable of `err` and of `err || null`. */
function variableIn(error: TSESTree.Node, bindings: Bindings): Scope.Variable | null {
  const value = unwrap(error);
  return value.type === 'LogicalExpression' ? variableIn(value.left, bindings) : bindings.variableOf(value);
}

/**
 * Whether a result is nothing unless a parameter of the function that has the error is set, so that it comes from the callee as the error does:
 * `row`, `row.id`, `row && row.id`, `row ? row.id : null`, and a variable that is assigned only where there is no error.
 */
function isForwarded(result: TSESTree.Node, owner: FunctionNode, bindings: Bindings): boolean {
  const value = unwrap(result);
  switch (value.type) {
    case 'MemberExpression':
      return isForwarded(value.object, owner, bindings);
    case 'LogicalExpression':
      return value.operator === '&&' && isForwarded(value.left, owner, bindings);
    case 'ConditionalExpression':
      return isForwarded(value.test, owner, bindings) && isNullish(unwrap(value.alternate));
    case 'SpreadElement':
      return isForwarded(value.argument, owner, bindings);
    default: {
      const variable = bindings.variableOf(value);
      const isParameter = variable?.defs.some(({ type, node }) => type === 'Parameter' && node === owner) === true;
      return isParameter || (variable !== null && isSetWithoutError(variable, owner, bindings));
    }
  }
}

/** Whether a variable of the function that has the error gets its values only where that is not set: `let id; if (!err) id = row.id;`. */
function isSetWithoutError(variable: Scope.Variable, owner: FunctionNode, bindings: Bindings): boolean {
  const [definition, ...others] = variable.defs;
  const error = matchParameterName(parametersOf(owner)[0]);
  if (!error || others.length > 0 || definition?.node.type !== 'VariableDeclarator' || !contains(owner.body, definition.node)) return false;
  return bindings.valuesOf(variable).every((value) => isNullish(unwrap(value)) || isKnownToBeMissing(error, value, bindings));
}

/** Whether an error is certainly not set at a place: after `if (err) return cb(err);`, in the `else` of `if (err)`, in `if (!err)`. */
function isKnownToBeMissing(name: TSESTree.Identifier, place: TSESTree.Node, bindings: Bindings): boolean {
  const variable = bindings.variableOf(name);
  if (!variable || bindings.valuesOf(variable).length > 0) return false;
  return isReachedWithoutError(place, (node) => bindings.variableOf(node) === variable, variable.defs[0]?.node);
}
