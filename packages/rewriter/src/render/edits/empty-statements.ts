import type { TSESTree } from '@typescript-eslint/types';

import { handlerOf, inlinesCallback, otherwiseOf } from '../../error-forms/questions.js';
import type { BodyPlan, Rewrite } from '../../plan/types.js';
import type { LazyEdit } from './edit.js';
import { emptyBehind } from '../text/statement-ends.js';

/** The edits that remove empty statements behind statements that move or in which a call is replaced: the second `;` of `load(cb);;`. */
export function dropEmptyStatements(text: string, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]): LazyEdit[] {
  const statements = [...movedBlocks(rewrites, bodies).flatMap(({ body }) => body), ...rewrites.map(({ position }) => position.statement)];
  return [...new Set(statements)].flatMap((statement) => {
    const last = emptyBehind(text, statement).at(-1);
    return last ? [{ start: statement.range[1], end: last.range[1], render: () => '' }] : [];
  });
}

/** The blocks whose statements move and which lose their braces. */
function movedBlocks(rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]): TSESTree.BlockStatement[] {
  const nodes: readonly (TSESTree.Node | null)[] = [
    ...rewrites.flatMap((rewrite) => [inlinesCallback(rewrite) ? rewrite.site.callback.body : null, otherwiseOf(rewrite.error), handlerOf(rewrite.error)]),
    ...bodies.flatMap(({ executor, rethrowing, callbackified }) => [
      executor?.executor.fn.body ?? null,
      ...[...rethrowing, ...callbackified.flatMap((each) => each.rethrowing)].map(({ block }) => block),
    ]),
  ];
  return [...new Set(nodes)].filter((node) => node?.type === 'BlockStatement');
}
