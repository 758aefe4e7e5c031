import { type CallbackSite, type Scope, type Source, hostOf, isAsyncLibrary, isFunction, nodesOf, Positions, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { requestOf } from '../callee/promise-variant.js';
import { callbackTagOf } from '../conversion/doc-comment.js';
import { partsOfPrologue } from '../conversion/prologue.js';
import { isCoverageHint } from '../error-forms/guard-parts.js';
import { droppedWith, handlerOf } from '../error-forms/questions.js';
import { plansOf, rewritesOf } from '../plan/function-plans.js';
import type { FunctionPlan, Plan } from '../plan/types.js';

type Plans = ReadonlyMap<CallbackSite, Plan>;

/**
 * Checks a rewritten text: it parses, declares no variable twice, has no `await` outside of an async function, and contains each
 * comment and string of the original. It does not compare behaviour.
 *
 * @param before the original
 * @param functions the plans that were rendered: a string of an error handler may be missing where two calls share one handler
 * @param text the rewritten text
 * @param parse parses the text as the original was parsed; an exception is reported as a result
 * @returns the parsed text, or a clause that says what is wrong: `a comment is lost: ...`
 */
export function verifyRewrite(before: Source, functions: readonly FunctionPlan[], text: string, parse: (text: string) => Source): Source | string {
  let after: Source;
  try {
    after = parse(text);
  } catch (error) {
    return `the result does not parse: ${error instanceof Error ? error.message : String(error)}`;
  }
  const twice = findDeclaredTwice(after);
  if (twice !== null) return `the result declares ${twice.name} twice`;
  const misplacedAwait = findMisplacedAwait(after);
  if (misplacedAwait) {
    return `the result awaits in a function that is not async, on line ${new Positions(text).at(misplacedAwait.range[0]).line}`;
  }
  const comment = firstMissing(commentsOf(before, guardsOf(functions), docCommentsOf(before, functions)), commentsOf(after));
  if (comment !== null) return `a comment is lost: ${comment.slice(0, 60)}`;
  const plans = plansOf(functions);
  const shared = [
    ...[...plans.values()].flatMap((plan) => [...sharedLiteralsOf(before, plans, plan), ...droppedLiteralsOf(before, plan)]),
    ...functions.flatMap((fn) => [...literalsOfCallback(before, fn), ...requestsOf(fn), ...needsOf(fn)]),
    // A control-flow library that nobody uses any more
    ...nodesOf(before).literals.flatMap(stringOf).filter(isAsyncLibrary),
  ];
  const literal = firstMissing(nodesOf(before).literals.flatMap(stringOf), [...nodesOf(after).literals.flatMap(stringOf), ...shared]);
  if (literal !== null) return `a string is lost: ${literal.slice(0, 60)}`;
  return after;
}

/** An `await` in a function that is not async, which the parser accepts and no engine does. */
function findMisplacedAwait(source: Source): TSESTree.Node | null {
  return nodesOf(source).awaits.find((node) => {
    const host = hostOf(node);
    return isFunction(host) && !host.async;
  }) ?? null;
}

/** A variable that is declared twice, which the parser accepts and no engine does: `let a; let a;`. */
function findDeclaredTwice(source: Source): Scope.Variable | null {
  for (const scope of source.scopeManager.scopes) {
    for (const variable of scope.variables) if (isDeclaredTwice(source, variable)) return variable;
  }
  return null;
}

function isDeclaredTwice(source: Source, { name, defs, scope }: Scope.Variable): boolean {
  if (defs.some(({ node }) => isLexical(node))) {
    const isCaught = scope.upper?.block.type === 'CatchClause' && scope.upper.set.has(name);
    // TypeScript: a type, an interface or a namespace can have the same name as a value.
    return defs.filter(({ type }) => type !== 'Type' && type !== 'TSModuleName').length > 1 || isCaught;
  }
  // A `var` is hoisted through the blocks around it, none of which may declare its name with `let` or `const`.
  return defs.some(({ node }) => {
    let block: TSESTree.Node | undefined = node.type === 'VariableDeclarator' ? node.parent.parent : undefined;
    for (; block && block !== scope.block; block = block.parent) {
      if (source.scopeManager.acquire(block)?.set.get(name)?.defs.some((other) => isLexical(other.node))) return true;
    }
    return false;
  });
}

/** Whether a definition is one by `let` or `const`. */
function isLexical(node: TSESTree.Node): boolean {
  return (
    node.type === 'VariableDeclarator' && node.parent.type === 'VariableDeclaration' && node.parent.kind !== 'var'
  );
}

/**
 * The texts of the comments, white space collapsed.
 *
 * @param changed comments of which the rewrite removes a part, which are left out
 * @param gone the guards that the rewrite removes; a coverage hint in front of one, `istanbul ignore if`, is left out with it
 */
function commentsOf({ ast, text }: Source, gone: readonly TSESTree.Node[] = [], changed: readonly TSESTree.Comment[] = []): string[] {
  const isGone = (comment: TSESTree.Comment): boolean => changed.includes(comment) || isHint(comment);
  const isHint = ({ value, range }: TSESTree.Comment): boolean =>
    isCoverageHint(value) && gone.some((guard) => range[1] <= guard.range[0] && text.slice(range[1], guard.range[0]).trim() === '');
  return (ast.comments ?? []).filter((comment) => !isGone(comment)).map(({ value }) => value.replace(/\s+/g, ' ').trim());
}

/** The comments of functions that lose their callback, which describe it. */
function docCommentsOf(source: Source, functions: readonly FunctionPlan[]): readonly TSESTree.Comment[] {
  return functions.flatMap(({ signature }) => (signature.form === 'converted' ? (callbackTagOf(source, signature.conversion)?.comment ?? []) : []));
}

function guardsOf(functions: readonly FunctionPlan[]): readonly TSESTree.Node[] {
  return rewritesOf(functions).flatMap(({ error }) => ('guard' in error ? [error.guard] : []));
}

/** The strings of an error handler that equals the handler of the call around it: in the output, the two calls may share one `catch`. */
function sharedLiteralsOf(source: Source, plans: Plans, plan: Plan): string[] {
  const outer = plan.site.outer && plans.get(plan.site.outer);
  if (plan.action !== 'rewrite' || outer?.action !== 'rewrite') return [];
  const [own, others] = [plan, outer].map(({ error }) => {
    const handler = handlerOf(error);
    return handler ? literalsOf(source, handler) : [];
  }) as [string[], string[]];
  return own.length === others.length && own.every((literal, index) => literal === others[index]) ? own : [];
}

/** The strings of an assertion that the rewrite removes: `require('assert').ifError(err);`. */
function droppedLiteralsOf(source: Source, plan: Plan): string[] {
  const dropped = plan.action === 'rewrite' ? droppedWith(plan.error) : null;
  return dropped ? literalsOf(source, dropped) : [];
}

/** The names of the modules from which functions are imported whose promise variants are in other modules: `'fs'`. */
function requestsOf({ sites, body }: FunctionPlan): string[] {
  const completions = [body, ...body.callbackified].flatMap((each) => each.completions);
  const callees = [...sites.map(({ callee }) => callee), ...completions.map(({ forwarded }) => forwarded?.callee)];
  return callees.flatMap((callee) => (callee?.form === 'imported-variant' ? [requestOf(callee.imported.specifier.parent).value] : []));
}

/** The names of other tasks in control-flow calls that straight code replaces: `'read'` of `save: ['read', function (next) {}]`. */
function needsOf({ sites, body }: FunctionPlan): readonly string[] {
  const callees = [...sites.map(({ callee }) => callee), ...body.completions.map(({ forwarded }) => forwarded?.callee)];
  return callees.flatMap((callee) => (callee?.form === 'flow' ? (callee.flow.needs ?? []) : []));
}

/** The strings that go away with the callback of a function: `'function'` of `if (typeof cb === 'function') cb(err);`. */
function literalsOfCallback(source: Source, { signature, body }: FunctionPlan): string[] {
  const completions = [...(signature.form === 'converted' ? body.completions : []), ...body.callbackified.flatMap((each) => each.completions)];
  const tests = completions.flatMap(({ whole, otherwise }) => [
    ...(whole.type === 'IfStatement' || whole.type === 'ConditionalExpression' ? [whole.test] : whole.type === 'LogicalExpression' ? [whole.left] : []),
    // What is done without a callback is written once.
    ...(otherwise ? [otherwise] : []),
  ]);
  const prologue = signature.form === 'converted' && signature.conversion.edge?.form !== 'inside' ? partsOfPrologue(signature.conversion.prologue) : [];
  return [...prologue, ...tests].flatMap((node) => literalsOf(source, node));
}

function literalsOf(source: Source, root: TSESTree.Node): string[] {
  const literals: string[] = [];
  someNode(root, source.visitorKeys, (node) => {
    literals.push(...stringOf(node));
    return false;
  });
  return literals;
}

const none: readonly string[] = [];

/** The value of a string, or the text of a part of a template literal; empty for other nodes. */
function stringOf(node: TSESTree.Node): readonly string[] {
  if (node.type === 'TemplateElement') return [node.value.raw];
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : none;
}

/** The first item that occurs more often in `wanted` than in `present`; null if there is none. */
function firstMissing(wanted: readonly string[], present: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const item of present) counts.set(item, (counts.get(item) ?? 0) + 1);
  for (const item of wanted) {
    const count = counts.get(item) ?? 0;
    if (count === 0) return item;
    counts.set(item, count - 1);
  }
  return null;
}
