// Says why handlers of AWS Lambda keep their callback, for reports.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { lambdaHandlersOf, lambdaObstacles, obstacleOf } from '../host/lambda-handler.js';
import { isExportedElse } from '../host/lambda-exports.js';
import type { FunctionPlan, RewriteOptions } from './types.js';

/** A handler that the rewrite leaves with its callback. */
export interface KeptHandler {
  /** The export by which the configuration names it. */
  readonly name: string;
  /** Why, as a clause. */
  readonly reason: string;
}

/**
 * The handlers of a file that keep their callback, although handlers are rewritten (`idiomatic`).
 *
 * @param functions the plans of the file
 * @returns none where the file has no handler that takes a callback
 */
export function keptHandlers(source: Source, functions: readonly FunctionPlan[], { handlers = [], idiomatic, functions: whole }: RewriteOptions): readonly KeptHandler[] {
  if (!idiomatic && !whole) return [];
  const known = lambdaHandlersOf(source, handlers);
  const wrapped = handlers.filter((name) => !known.some((handler) => handler.name === name) && isExportedElse(source, name)).map((name) => ({ name, reason: 'a call makes the handler of it, which may count on the callback' }));
  const kept = known.flatMap((handler): KeptHandler[] => {
    const plans = functions.filter(({ host }) => host === handler.fn);
    if (plans.some(({ signature }) => signature.form === 'becomes-async')) return [];
    const awaited = new Set<TSESTree.Node>(functions.flatMap(({ sites }) => sites.map(({ call }) => call)));
    return [{ name: handler.name, reason: lambdaObstacles[obstacleOf(source, handler, awaited) ?? 'not-every-path'] }];
  });
  return [...kept, ...wrapped];
}
