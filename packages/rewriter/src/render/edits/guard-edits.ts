import { type Scope, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { GuardedCode } from '../../plan/types.js';
import type { Units } from '../await/unit.js';
import type { RenderContext } from '../context.js';
import { chunksOf, joinChunks } from '../text/chunks.js';
import { indent } from '../text/layout.js';
import type { LazyEdit } from './edit.js';

/** `const name = req.user.name;`, whose name is used behind the `try`: `let name;` in front of it, and `name = req.user.name;` in it. */
interface Declared {
  readonly statement: TSESTree.VariableDeclaration;
  readonly variables: readonly Scope.Variable[];
}

/**
 * The edits that put code of a handler into a `try`, together with the awaited call behind it where that forwards its error in the same way.
 *
 * @param follower the edits of that call; none where something else follows
 */
export function editGuarded(context: RenderContext, units: Units, { statements, callback, next }: GuardedCode, follower: readonly LazyEdit[]): LazyEdit[] {
  const { slices, step, semicolon } = context;
  const [first, last] = [statements[0]!, statements.at(-1)!];
  const [start] = first.range;
  const own = follower.length > 0 && next && follower.at(-1)!.start <= next.position.statement.range[0] ? follower.at(-1)! : null;
  const isJoined = (): boolean => next !== null && own !== null && units.takesIn(next, callback, declaredIn(context, statements, next).length > 0);
  const declared = (): readonly Declared[] => declaredIn(context, statements, isJoined() ? next : null);
  const end = own?.start ?? slices.trailingEnd(slices.endOf(last), slices.text.length);
  const edit: LazyEdit = { start, end: own?.end ?? end, render: () => textOf() };
  const inner = statements.flatMap((statement) => (statement.type === 'VariableDeclaration' && statement.kind !== 'var' ? assign(context, statement, () => declared().some((each) => each.statement === statement)) : []));
  return [...follower.filter((other) => other !== own), edit, ...inner];

  function textOf(): string {
    const code = slices.without([edit], () => joinChunks(chunksOf(slices, statements, [start, end]), semicolon));
    const names = declared().flatMap(({ variables }) => variables.map((variable) => context.names.renamed.get(variable) ?? variable.name));
    if (next && own && isJoined()) {
      const tail = slices.text.slice(slices.endOf(next.position.statement), own.end);
      return slices.indentFor(units.renderBehind(next, code, names), start) + tail;
    }
    const text = [
      ...(names.length > 0 ? [`let ${names.join(', ')}${semicolon}`] : []),
      `try {\n${indent(code, step)}\n} catch (err) {\n${step}return ${callback}(err)${semicolon}\n}`,
    ].join('\n');
    return slices.indentFor(text, start) + (own ? `\n${slices.indentAt(start)}${own.render()}` : '');
  }
}

/** The declarations with a name that is used behind the `try`. */
function declaredIn({ source }: RenderContext, statements: readonly TSESTree.Statement[], joined: GuardedCode['next']): readonly Declared[] {
  const isInside = (node: TSESTree.Node): boolean => statements.some((statement) => contains(statement, node)) || (joined !== null && contains(joined.call, node) && !contains(joined.site.callback, node));
  return statements.flatMap((statement) => {
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') return [];
    const variables = source.scopeManager.getDeclaredVariables(statement);
    return variables.some(({ references }) => references.some(({ identifier }) => !isInside(identifier))) ? [{ statement, variables }] : [];
  });
}

/** `const { a } = b, c = d;` becomes `({ a } = b); c = d;` where the names are declared in front. */
function assign({ slices }: RenderContext, { declarations, range }: TSESTree.VariableDeclaration, isDeclared: () => boolean): LazyEdit[] {
  return declarations.flatMap(({ id }, index): LazyEdit[] => {
    const isPattern = id.type === 'ObjectPattern';
    const from = index === 0 ? range[0] : declarations[index - 1]!.range[1];
    const original = slices.text.slice(from, id.range[0]);
    const end = declarations[index]!.range[1];
    const opening: LazyEdit = { start: from, end: id.range[0], render: () => (isDeclared() ? `${index === 0 ? '' : ';\n'}${isPattern ? '(' : ''}` : original) };
    return isPattern ? [opening, { start: end, end, render: () => (isDeclared() ? ')' : '') }] : [opening];
  });
}
