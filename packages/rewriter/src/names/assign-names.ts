import { type FunctionNode, type Scope, type Source, contains, hasRole, verbOf, withoutStart } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isCaptured, keepsVariable, inlinesCallback, needsPromiseConstructor, otherwiseOf, rejects, takesArguments } from '../error-forms/questions.js';
import type { ExecutorForm, Rewrite } from '../plan/types.js';
import { hasLongArguments } from './long-arguments.js';
import { type OutputBlock, OutputBlocks } from './output-blocks.js';
import { freshName, lowerFirst } from './fresh-name.js';
import type { References } from '../file/references.js';
import { isReserved } from '../syntax/reserved-words.js';

/** The names in the output that differ from the input or are new. */
export interface Names {
  /** The new names of variables that would clash with others in the block that their callback's body moves into. */
  readonly renamed: ReadonlyMap<Scope.Variable, string>;
  /** The variable for a receiver that must be evaluated only once: `db` in `const db = getDb(); await promisify(db.get).call(db)`. */
  readonly receivers: ReadonlyMap<Rewrite, string>;
  /** The variable for a result that is destructured behind the `try`: `result` in `const { rows } = result;`. */
  readonly wholeResults: ReadonlyMap<Rewrite, string>;
  /** The variable for a result that is passed to a named callback that stays: `text` in `show(null, text)`. */
  readonly passedThrough: ReadonlyMap<Rewrite, string>;
  /** The variable for the `this` with which the callee calls the callback: `self`. */
  readonly receivedThis: ReadonlyMap<Rewrite, string>;
  /** The variable for a promise that is made in front of the async block that awaits it: `pending`. */
  readonly pending: ReadonlyMap<Rewrite, string>;
}

/**
 * Chooses the names of the output so that each reference still refers to its own variable after statements have moved: `err` of an
 * inner callback becomes `statError` where the block around it already has an `err`.
 *
 * @param rewrites all rewrites of the file, outer ones before inner ones
 * @param executors the promise executors whose statements move as well
 */
export function assignNames(source: Source, references: References, rewrites: readonly Rewrite[], executors: readonly ExecutorForm[]): Names {
  const renamed = new Map<Scope.Variable, string>();
  const receivers = new Map<Rewrite, string>();
  const wholeResults = new Map<Rewrite, string>();
  const passedThrough = new Map<Rewrite, string>();
  const receivedThis = new Map<Rewrite, string>();
  const pending = new Map<Rewrite, string>();
  const blocks = new OutputBlocks(source, rewrites, executors);
  const chosen = new Map<string, (readonly [start: number, end: number])[]>();

  for (const rewrite of rewrites) {
    const block = blocks.blockOf(rewrite);
    // A new name can be used again in another function or block, but not in one around this one or inside of it.
    const [start, end] = blocks.hostOf(rewrite).range;
    const isTaken = (name: string): boolean =>
      isReserved(name) ||
      references.hasWithin(name, [start, end]) ||
      (chosen.get(name)?.some((range) => block.regions.some((region) => range[0] < region[1] && region[0] < range[1])) ?? false);
    const reserve = (name: string, regions: OutputBlock['regions'] = block.regions): string => {
      chosen.set(name, [...(chosen.get(name) ?? []), ...regions]);
      block.names.add(name);
      return name;
    };
    const callee = verbOf(rewrite.call.callee);
    if (rewrite.callee?.form === 'method' && !rewrite.callee.isPure && !needsPromiseConstructor(rewrite)) {
      const { object } = rewrite.callee.callee;
      const name = receiverName(rewrite.callee.callee);
      const origin = object.type === 'NewExpression' ? 'new' : null;
      receivers.set(rewrite, reserve(isTaken(name) ? freshName(name, origin, isTaken) : name));
    }
    if (hasLongArguments(source, rewrite) && !receivers.has(rewrite)) {
      pending.set(rewrite, reserve(isTaken('pending') ? freshName('pending', callee, isTaken) : 'pending', [[start, end]]));
    }
    if (!inlinesCallback(rewrite)) {
      const name = passedThroughName(rewrite);
      if (name !== null) passedThrough.set(rewrite, reserve(isTaken(name) ? freshName(name, callee, isTaken) : name));
      continue;
    }
    if (rewrite.usesThis) {
      const name = ['self', 'that'].find((candidate) => !isTaken(candidate)) ?? freshName('self', callee, isTaken);
      receivedThis.set(rewrite, reserve(name));
    }
    const whole = wholeName(rewrite);
    if (whole !== null) wholeResults.set(rewrite, reserve(isTaken(whole) ? freshName(whole, callee, isTaken) : whole));
    if (takesArguments(rewrite.error)) {
      const variable = source.scopeManager.acquire(rewrite.site.callback, true)?.set.get('arguments');
      if (variable) renamed.set(variable, reserve(isTaken('args') ? freshName('args', callee, isTaken) : 'args'));
    }
    for (const variable of introducedVariables(source, rewrite)) {
      if (clashes(source, variable, rewrite, blocks, references)) {
        const name = freshName(variable.name, callee, isTaken);
        renamed.set(variable, isHoisted(source, variable) ? reserve(name, [[start, end]]) : reserve(name));
      } else {
        block.names.add(variable.name);
        if (isHoisted(source, variable)) blocks.hoist(rewrite, variable.name);
      }
    }
  }
  return { renamed, receivers, wholeResults, passedThrough, receivedThis, pending };
}

/** The variables of a callback, and of a branch that loses its braces, that are declared in the block of the call afterwards. */
function introducedVariables(source: Source, rewrite: Rewrite): Scope.Variable[] {
  const { callback, error } = rewrite.site;
  const branch = otherwiseOf(rewrite.error);
  const scopes = [
    source.scopeManager.acquire(callback, true),
    branch?.type === 'BlockStatement' ? source.scopeManager.acquire(branch) : null,
  ];
  const isCatchParameter = !keepsVariable(rewrite.error);
  return scopes
    .flatMap((scope) => scope?.variables ?? [])
    .filter(
      (variable) =>
        variable.name !== 'arguments' &&
        !(variable === error?.variable && isCatchParameter) &&
        (variable.references.length > 0 || !isPlainParameter(variable, callback)),
    );
}

/** Whether a variable is a parameter by itself, which the output leaves out where nobody reads it. One in a pattern stays. */
function isPlainParameter(variable: Scope.Variable, { params }: FunctionNode): boolean {
  return isParameter(variable) && variable.identifiers.every((identifier) => (params as TSESTree.Node[]).includes(identifier));
}

function isParameter(variable: Scope.Variable): boolean {
  return variable.defs.some(({ type }) => (type as string) === 'Parameter');
}

/** Names that a parameter of a sloppy function may have, but no `const` in an async function; and `Promise`, which the output uses. */
const unbindable: ReadonlySet<string> = new Set(['let', 'await', 'Promise']);

/** Whether a variable cannot keep its name in the block of its call: the name is declared there, or a reference there means another variable. */
function clashes(
  source: Source,
  variable: Scope.Variable,
  rewrite: Rewrite,
  blocks: OutputBlocks,
  references: References,
): boolean {
  const block = blocks.blockOf(rewrite);
  const { name } = variable;
  if (block.names.has(name) || unbindable.has(name)) return true;
  const outer = isHoisted(source, variable) ? block.function : null;
  if (outer?.names.has(name) || (outer && blocks.isDeclaredAround(rewrite, name))) return true;
  const { regions } = outer ?? block;
  return regions.some((region) =>
    references.within(name, region).some((reference) => {
      if (contains(variable.scope.block as TSESTree.Node, reference.identifier)) return false;
      const declaring = reference.resolved?.scope.block;
      // Harmless only if the other variable is declared in an inner block: one of this block or from outside would be shadowed.
      return !declaring || !regions.some(([start, end]) => start < declaring.range[0] && declaring.range[1] < end);
    }),
  );
}

/**
 * Whether the output declares a variable for the whole function: by `var`, or by a function declaration, which in sloppy code is
 * hoisted out of its block. The parameters of a callback share one declaration: if the body declares one of them again, all of them
 * may become `var`.
 */
function isHoisted(source: Source, variable: Scope.Variable): boolean {
  const together = isParameter(variable)
    ? source.scopeManager.getDeclaredVariables(variable.scope.block as TSESTree.Node)
    : [variable];
  return together.flatMap(({ defs }) => defs).some(
    ({ node }) =>
      node.type === 'FunctionDeclaration' ||
      (node.type === 'VariableDeclarator' &&
        node.parent.type === 'VariableDeclaration' &&
        node.parent.kind === 'var'),
  );
}

/** The name of the first result of a named callback that stays; null where it has none. */
function passedThroughName({ results }: Rewrite): string | null {
  return results.form === 'first' && results.parameter.type === 'Identifier' ? results.parameter.name : null;
}

/** A name for a result that is destructured behind the `try`, so that the `catch` does not get an exception of the destructuring; null where that is not needed. */
function wholeName(rewrite: Rewrite): string | null {
  const { results, error } = rewrite;
  if (rejects(error) || isCaptured(rewrite)) return null;
  if (results.form === 'first') return results.parameter.type === 'Identifier' ? null : 'result';
  const isSimple = results.form !== 'all' || results.parameters.every((parameter) => parameter === null || parameter.type === 'Identifier');
  return isSimple ? null : 'results';
}

/**
 * A name for the variable of a receiver: `db` for `getDb()`, `collection` for `db.collection('users')`; `batch` for
 * `db.batch().put(key)`, since `put` returns the object that it is called on. It may be taken.
 */
export function receiverName({ object, property }: TSESTree.MemberExpression): string {
  if (property.type === 'Identifier' && hasRole(property.name, 'calls-back-of-promise')) return 'promise';
  let named: TSESTree.Expression = object;
  while (named.type === 'CallExpression' && named.callee.type === 'MemberExpression' && hasRole(verbOf(named) ?? '', 'chains')) {
    const { object: inner } = named.callee;
    if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') break;
    named = inner;
  }
  const name = verbOf(named);
  if (!name || hasRole(name, 'generic-verb')) return 'receiver';
  const noun = lowerFirst(withoutStart(name.replace(/^[_$]+/, ''), 'makes-receiver'));
  if (hasRole(noun, 'builds-query')) return 'query';
  return isReserved(noun) ? 'receiver' : noun;
}
