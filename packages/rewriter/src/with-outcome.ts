import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { Completion, Rewrite } from './plan/types.js';
import { expressionOf } from './tree.js';

/** An error that was only handed to the callback is a rejection now: it needs no `try`. */
export function withOutcome(rewrite: Rewrite, completions: readonly Completion[]): Rewrite {
  const { error } = rewrite;
  if (error.form === 'forward') {
    const completion = completions.find(({ call }) => call === error.call);
    if (completion) return { ...rewrite, error: { form: 'deliver', value: completion.value as TSESTree.Identifier | null } };
  }
  const variable = rewrite.site.error?.variable;
  const isHandedOn = (completion: Completion | undefined): boolean =>
    completion?.kind === 'throw' &&
    variable?.references.some(({ identifier }) => identifier === completion.value) === true;
  if (error.form === 'choice') {
    return isHandedOn(completions.find(({ call }) => call === error.onError)) ? { ...rewrite, error: { ...error, onError: null } } : rewrite;
  }
  if (error.form !== 'catch' || !error.handler) return rewrite;
  const statements = error.handler.type === T.BlockStatement ? error.handler.body : [error.handler];
  const [first] = statements.filter((statement) => statement.type !== T.ReturnStatement || statement.argument !== null);
  const call = expressionOf(first);
  const completion = completions.find((candidate) => candidate.call === call);
  return statements.length <= 2 && isHandedOn(completion) ? { ...rewrite, error: { form: 'propagate', guard: error.guard, otherwise: error.otherwise } } : rewrite;
}
