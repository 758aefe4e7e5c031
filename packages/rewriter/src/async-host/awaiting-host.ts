// Decides whether an async function that waits for a promise made by hand can take over the statements of its executor.

import { type FunctionNode, type Scope, type Source, hostOf, isFunction, isInsideTry } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { inlinesCallback, keepsVariable, otherwiseOf } from '../error-forms/questions.js';
import { statementOf } from '../error-forms/statements.js';
import { factsOf } from '../file/file-facts.js';
import type { Completion, Executor, Rewrite } from '../plan/types.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import { isSimple } from '../syntax/simple-expression.js';
import { completionEndsOf, returnBehind } from './completion-end.js';
import { hasDirective, isSettler, ownsThis } from './promise-host.js';

/** An async function that takes over the statements of an executor. */
interface AwaitingHost {
  readonly host: FunctionNode;
  /** What waits for the promise. */
  readonly statement: TSESTree.Statement;
  /** What becomes of the calls of `resolve` and `reject`: where the value is not returned, `resolve(size)` becomes `const size = size;`, or goes away. */
  readonly completions: readonly Completion[];
  /** The variable that gets its value in several places, or in a branch: `let size;` is written in front. Null for none. */
  readonly declared: TSESTree.Identifier | null;
}

/** How a statement waits for a promise. */
interface Waiting {
  readonly statement: TSESTree.Statement;
  readonly use: 'awaited' | 'assigned' | 'returned';
}

/**
 * The async function that waits for the promise, where it can take over the statements of the executor: `await new Promise(executor);` becomes
 * what the executor does, and so do `const size = await new Promise(executor);` and `return new Promise(executor);`.
 *
 * @param completions the calls of `resolve` and `reject`
 * @param parts the rewrites in the executor
 * @returns null where the promise is used in another way, where a statement of the executor would leave the function too early, and where a
 *   name would mean something else
 */
export function matchAwaitingHost(source: Source, { fn, expression }: Executor, completions: readonly Completion[], parts: readonly Rewrite[]): AwaitingHost | null {
  const waiting = matchWaiting(source, expression);
  const host = hostOf(expression);
  if (!waiting || fn.body.type !== 'BlockStatement' || !isFunction(host) || !host.async || ownsThis(source, fn) || hasDirective(fn)) return null;
  const { statement, use } = waiting;
  const settled = settle(source, { statement, use }, expression, completions, parts);
  if (!settled) return null;
  const { references, isTypeScript } = factsOf(source);
  // The type of a variable that gets its value later is inferred only where nothing but the function itself reads it.
  if (settled.declared && isTypeScript && !settled.declared.typeAnnotation) return null;
  const isFree = (name: string): boolean => !references.hasWithin(name, [host.range[0], expression.range[0]]) && !references.hasWithin(name, [expression.range[1], host.range[1]]);
  // The errors that become parameters of a `catch`, or go away.
  const caught = new Set(parts.flatMap(({ error, site }) => (keepsVariable(error) ? [] : (site.error?.variable ?? []))));
  // What moves to the top of the host gets another name there where it needs one, see `assign-names.ts`.
  const moved = new Set<TSESTree.Node>(statement.parent === host.body ? parts.filter(inlinesCallback).map(({ site }) => site.callback) : []);
  const isNamed = (variable: Scope.Variable): boolean => caught.has(variable) || isSettler(fn, variable.name) || moved.has(variable.scope.block as TSESTree.Node);
  if (!variablesIn(source, fn).every((variable) => isNamed(variable) || isFree(variable.name))) return null;
  return { host, statement, ...settled };
}

type Settled = Pick<AwaitingHost, 'completions' | 'declared'>;

function settle(source: Source, { statement, use }: Waiting, expression: TSESTree.NewExpression, completions: readonly Completion[], parts: readonly Rewrite[]): Settled | null {
  const once = (found: readonly Completion[] | null): Settled | null => found && { completions: found, declared: null };
  if (use === 'returned') return once(returnedFrom(statement, completions));
  if (use === 'awaited') return once(withoutValues(completions, parts));
  const head = source.text.slice(statement.range[0], expression.parent.range[0]);
  return once(assignedTo(head, completions, parts)) ?? assignedInBranches(statement, completions, parts);
}

/** `return new Promise(...);`: each path returns. Where code of the host may follow, one without a value needs a `return;` of its own. */
function returnedFrom(statement: TSESTree.Statement, completions: readonly Completion[]): readonly Completion[] | null {
  if (isLastInFunction(statement)) return completions;
  const isEmpty = ({ kind, value }: Completion): boolean => kind === 'return' && value === null;
  if (!completions.every((completion) => !isEmpty(completion) || statementOf(completion) !== null)) return null;
  return completions.map((completion) => (isEmpty(completion) ? { ...completion, head: 'return' } : completion));
}

/** `await new Promise(...);`: nobody reads a value, and what follows the promise runs behind each path that resolves it. */
function withoutValues(completions: readonly Completion[], parts: readonly Rewrite[]): readonly Completion[] | null {
  const { goesAway } = completionEndsOf(parts);
  const isPlain = completions.every((completion) => {
    const { kind, value } = completion;
    const end = statementOf(completion) ?? completion.whole;
    return kind === 'throw' || (kind === 'return' && goesAway(end) && (value === null || isSimple(value)));
  });
  return isPlain ? completions.map((completion) => (completion.kind === 'return' ? { ...completion, value: null, head: '' } : completion)) : null;
}

/**
 * `const size = await new Promise(...);`: the only call of `resolve` becomes the declaration, which is read behind it.
 *
 * @param head what takes the value: `const size = `
 */
function assignedTo(head: string, completions: readonly Completion[], parts: readonly Rewrite[]): readonly Completion[] | null {
  const [resolved, ...others] = completions.filter(({ kind }) => kind !== 'throw');
  const statement = resolved ? statementOf(resolved) : null;
  if (resolved?.kind !== 'return' || !resolved.value || !statement || others.length > 0) return null;
  if (!isLastInFunction(returnBehind(statement) ?? statement) || !isInFlow(statement, parts)) return null;
  return completions.map((completion) => (completion === resolved ? { ...completion, head } : completion));
}

/** `const size = await new Promise(...);` with several calls of `resolve`, or one in a branch, behind each of which nothing follows: `let size;`, and an assignment for each. */
function assignedInBranches(statement: TSESTree.Statement, completions: readonly Completion[], parts: readonly Rewrite[]): Settled | null {
  const target = targetOf(statement);
  const { isAtEnd } = completionEndsOf(parts);
  const isPlain = completions.every((completion) => {
    const end = statementOf(completion);
    return completion.kind === 'throw' || (completion.kind === 'return' && completion.value !== null && end !== null && isAtEnd(end));
  });
  if (!target || !isPlain) return null;
  const head = `${target.name} = `;
  return {
    completions: completions.map((completion) => (completion.kind === 'return' ? { ...completion, head } : completion)),
    declared: statement.type === 'VariableDeclaration' ? target : null,
  };
}

/** The variable that a statement gives a value: `size` of `const size = ...;` and of `size = ...;`. */
function targetOf(statement: TSESTree.Statement): TSESTree.Identifier | null {
  const assignment = statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression : null;
  const target = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.id : assignment?.left;
  return target?.type === 'Identifier' ? target : null;
}

/** The statement that waits for a promise; null where the promise is a part of something else. */
function matchWaiting({ text, ast }: Source, expression: TSESTree.NewExpression): Waiting | null {
  const awaited = expression.parent.type === 'AwaitExpression' ? expression.parent : null;
  const { parent } = awaited ?? expression;
  const statement = parent.type === 'VariableDeclarator' ? parent.parent : parent.type === 'AssignmentExpression' ? parent.parent : parent;
  if (statement.parent?.type !== 'BlockStatement' || ast.comments?.some(({ range }) => statement.range[0] <= range[0] && range[1] <= expression.range[0])) return null;
  switch (statement.type) {
    case 'ReturnStatement': {
      const lineStart = text.lastIndexOf('\n', statement.range[0] - 1) + 1;
      const isFirstOnLine = /^[ \t]*$/.test(text.slice(lineStart, statement.range[0]));
      return isFirstOnLine && (awaited || !isInsideTry(statement)) ? { statement, use: 'returned' } : null;
    }
    case 'ExpressionStatement':
      if (!awaited) return null;
      if (parent === statement) return { statement, use: 'awaited' };
      return parent.type === 'AssignmentExpression' && parent.operator === '=' && parent.left.type === 'Identifier' ? { statement, use: 'assigned' } : null;
    case 'VariableDeclaration':
      return awaited && statement.declarations.length === 1 && statement.declarations[0] === parent ? { statement, use: 'assigned' } : null;
    default:
      return null;
  }
}

/** Whether a statement ends up at the top level of the moved code. A declaration in a branch, `if (found) { const size = ...; }`, could not be read behind it. */
function isInFlow(end: TSESTree.Node, parts: readonly Rewrite[]): boolean {
  const dissolved = new Set<TSESTree.Node | null>(parts.map(({ error }) => otherwiseOf(error)));
  const block = end.parent?.type === 'BlockStatement' && !isFunction(end.parent.parent) ? end.parent : end;
  return dissolved.has(block) || (end.parent?.type === 'BlockStatement' && isFunction(end.parent.parent));
}

/** The variables that are declared in an executor, in whatever block or callback. */
function variablesIn({ scopeManager }: Source, fn: FunctionNode): readonly Scope.Variable[] {
  const isInside = (block: TSESTree.Node): boolean => fn.range[0] <= block.range[0] && block.range[1] <= fn.range[1];
  return scopeManager.scopes.filter(({ block }) => isInside(block)).flatMap((scope) => scope.variables.filter(({ defs }) => defs.length > 0));
}
