import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { type DirtyUse, ErrorFlow } from './error-flow.js';
import { Mentions } from './mentions.js';
import * as states from './error-states.js';
import { matchParameterName } from '../syntax/names.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import type * as Scope from '../scope/scope.js';
import type { ErrorFacts, ErrorGap } from '../site.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/** Tells what a callback does with the error it may be given; its paths are followed when they are first asked for. */
export function readErrorFacts(
  callback: FunctionNode,
  bindings: Bindings,
  scopes: Scope.ScopeManager,
  visitorKeys: VisitorKeys,
): ErrorFacts {
  const name = matchParameterName(parametersOf(callback)[0]);
  let followed: Handling | null = null;
  const follow = () => (followed ??= followError(callback, bindings, scopes, visitorKeys));
  return {
    variable: name && bindings.variableOf(name),
    get handling() {
      return follow().handling;
    },
    get gap() {
      return follow().gap;
    },
  };
}

type Handling = Pick<ErrorFacts, 'handling' | 'gap'>;

/** Follows the error along every path through the body of a callback. */
function followError(
  callback: FunctionNode,
  bindings: Bindings,
  scopes: Scope.ScopeManager,
  visitorKeys: VisitorKeys,
): Handling {
  const [first, ...results] = parametersOf(callback);
  const declared = scopes.getDeclaredVariables(callback);
  const errorVariables = first ? declared.filter((each) => isWithin(each, first)) : [];
  const all = scopes.acquire(callback, true)?.set.get('arguments');
  const isAllRead = all !== undefined && all.references.length > 0;
  const error = new Mentions(isAllRead ? [...errorVariables, all] : errorVariables, callback);
  const given = declared.filter((each) => results.some((result) => isWithin(each, result)));
  const mentions = new Mentions(given, callback);
  const flow = new ErrorFlow(error, mentions, bindings, visitorKeys);
  flow.run(callback);
  const { isLookedAt, isOverwritten } = flow;
  const dirtyUse = flow.dirtyResult ?? flow.dirtyWork;
  const use = dirtyUse?.node ?? null;
  if (!isLookedAt) {
    const how = !first ? 'missing' : isOverwritten ? 'overwritten' : 'never-looked-at';
    return { handling: 'unchecked', gap: { how, use: use ?? mentions.first } };
  }
  return dirtyUse
    ? { handling: 'partial', gap: { how: gapOf(dirtyUse), use } }
    : { handling: 'handled', gap: null };
}

function gapOf({ states: found }: DirtyUse): ErrorGap['how'] {
  if (found & (states.keptLogged | states.logged)) return 'logged';
  if (found & states.lost) return 'overwritten';
  return found & states.untouched ? 'tested-one-branch' : 'not-left';
}

function isWithin({ identifiers }: Scope.Variable, { range }: TSESTree.Parameter): boolean {
  return identifiers.some((name) => name.range[0] >= range[0] && name.range[1] <= range[1]);
}
