import { type CallbackSite, type Scope, type Source, hostOf, isFunction, nodesOf, Positions, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isCoverageHint } from '../error-forms/guard-parts.js';
import { droppedWith, handlerOf } from '../error-forms/questions.js';
import { plansOf, rewritesOf } from '../plan/function-plans.js';
import type { FunctionPlan, Plan } from '../plan/types.js';

type Plans = ReadonlyMap<CallbackSite, Plan>;

/**
 * Checks a rewritten text against what it was made from: it parses, no engine will reject it, no comment and no string is
 * lost.
 *
 * @param functions what the text was made with: neighbours with equal error handlers may share one
 * @returns the parsed result, or what is wrong, in a clause
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
  const comment = firstMissing(commentsOf(before, guardsOf(functions)), commentsOf(after));
  if (comment !== null) return `a comment is lost: ${comment.slice(0, 60)}`;
  const plans = plansOf(functions);
  const shared = [...plans.values()].flatMap((plan) => [...sharedLiteralsOf(before, plans, plan), ...droppedLiteralsOf(before, plan)]);
  const literal = firstMissing(nodesOf(before).literals.flatMap(stringOf), [...nodesOf(after).literals.flatMap(stringOf), ...shared]);
  if (literal !== null) return `a string is lost: ${literal.slice(0, 60)}`;
  return after;
}

/** What the parser lets pass, but no engine: `await` in a function that is not async. */
function findMisplacedAwait(source: Source): TSESTree.Node | null {
  return nodesOf(source).awaits.find((node) => {
    const host = hostOf(node);
    return isFunction(host) && !host.async;
  }) ?? null;
}

/** What the parser lets pass as well. */
function findDeclaredTwice(source: Source): Scope.Variable | null {
  for (const scope of source.scopeManager.scopes) {
    for (const variable of scope.variables) if (isDeclaredTwice(source, variable)) return variable;
  }
  return null;
}

function isDeclaredTwice(source: Source, { name, defs, scope }: Scope.Variable): boolean {
  if (defs.some(({ node }) => isLexical(node))) {
    const isCaught = scope.upper?.block.type === 'CatchClause' && scope.upper.set.has(name);
    // TypeScript: a type, an interface or a namespace may have the name of a value.
    return defs.filter(({ type }) => type !== 'Type' && type !== 'TSModuleName').length > 1 || isCaught;
  }
  // A `var` goes through the blocks around it, none of which may declare its name.
  return defs.some(({ node }) => {
    let block: TSESTree.Node | undefined = node.type === 'VariableDeclarator' ? node.parent.parent : undefined;
    for (; block && block !== scope.block; block = block.parent) {
      if (source.scopeManager.acquire(block)?.set.get(name)?.defs.some((other) => isLexical(other.node))) return true;
    }
    return false;
  });
}

function isLexical(node: TSESTree.Node): boolean {
  return (
    node.type === 'VariableDeclarator' && node.parent.type === 'VariableDeclaration' && node.parent.kind !== 'var'
  );
}

/** @param gone the guards that are taken apart, and what a coverage tool was told about them with them */
function commentsOf({ ast, text }: Source, gone: readonly TSESTree.Node[] = []): string[] {
  const isGone = ({ value, range }: TSESTree.Comment): boolean =>
    isCoverageHint(value) && gone.some((guard) => range[1] <= guard.range[0] && text.slice(range[1], guard.range[0]).trim() === '');
  return (ast.comments ?? []).filter((comment) => !isGone(comment)).map(({ value }) => value.replace(/\s+/g, ' ').trim());
}

function guardsOf(functions: readonly FunctionPlan[]): readonly TSESTree.Node[] {
  return rewritesOf(functions).flatMap(({ error }) => ('guard' in error ? [error.guard] : []));
}

/** The strings of an error handler whose neighbour, in the callback around it, has a handler with the same ones. */
function sharedLiteralsOf(source: Source, plans: Plans, plan: Plan): string[] {
  const outer = plan.site.outer && plans.get(plan.site.outer);
  if (plan.action !== 'rewrite' || outer?.action !== 'rewrite') return [];
  const [own, others] = [plan, outer].map(({ error }) => {
    const handler = handlerOf(error);
    return handler ? literalsOf(source, handler) : [];
  }) as [string[], string[]];
  return own.length === others.length && own.every((literal, index) => literal === others[index]) ? own : [];
}

/** The strings of an assertion that goes away: `require('assert').ifError(err);` */
function droppedLiteralsOf(source: Source, plan: Plan): string[] {
  const dropped = plan.action === 'rewrite' ? droppedWith(plan.error) : null;
  return dropped ? literalsOf(source, dropped) : [];
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

/** The string that a node is, or the text of a template's part. */
function stringOf(node: TSESTree.Node): readonly string[] {
  if (node.type === 'TemplateElement') return [node.value.raw];
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : none;
}

/** The first of `wanted` that stands fewer times in `present`. */
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
