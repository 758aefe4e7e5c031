import { expect, it } from 'vitest';

import { textOf } from '../../../detector/test/nodes.js';
import { candidateIn } from '../../test/plan/survey-text.js';
import { CompletionMatcher } from '../async-host/completion-paths.js';
import { planRewrites } from '../plan/plan-rewrites.js';
import type { Rewrite } from '../plan/types.js';
import { matchConversion } from './match-conversion.js';
import { surveyText } from '../../test/plan/survey-text.js';

/** The outcome of the only function with a callback of a snippet, with the rewrites in it. */
function outcomeOf(code: string, awaits = true) {
  const { source, candidate } = candidateIn(code);
  const roots = planRewrites(source, surveyText(code).sites, {}).flatMap(({ sites }) => sites);
  const find = (test: (rewrite: Rewrite) => boolean): Rewrite | null => roots.find(test) ?? null;
  const matcher = new CompletionMatcher({
    visitorKeys: source.visitorKeys,
    callbacks: [candidate.callback],
    awaitedIn: (statement) => (awaits ? find(({ position }) => position.statement.range[0] === statement.range[0] && position.statement.type === statement.type) : null),
    rewriteOf: (node) => find(({ site }) => site.callback.range[0] === node.range[0] && site.callback.type === node.type),
  });
  const outcome = matchConversion(candidate, roots, matcher);
  return { source, candidate, roots, outcome };
}
