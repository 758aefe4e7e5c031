import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { type UncheckedUse, ErrorFlow } from './error-flow.js';
import { Mentions } from './mentions.js';
import * as states from './error-states.js';
import { matchParameterName } from '../syntax/names.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import type * as Scope from '../scope/scope.js';
import type { ErrorFacts, ErrorGap } from '../site.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/**
 * What an error-first callback does with its error. The paths through the callback are followed at the first access to `handling` or
 * `gap`, since most users of a site need neither.
 *
 * @param callback a callback whose first parameter is the error
 */
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

/** Follows the error along every path through a callback. `arguments` counts as a name of the error: `cb.apply(null, arguments)` passes it on. */
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
  const { isRead, isOverwritten } = flow;
  const uncheckedUse = flow.uncheckedResult ?? flow.uncheckedCall;
  const use = uncheckedUse?.node ?? null;
  if (!isRead) {
    const how = !first ? 'missing' : isOverwritten ? 'overwritten' : 'never-looked-at';
    return { handling: 'unchecked', gap: { how, use: use ?? mentions.first } };
  }
  return uncheckedUse
    ? { handling: 'partial', gap: { how: gapOf(uncheckedUse), use } }
    : { handling: 'handled', gap: null };
}

/** How the error came to be ignored, from the states at the place that relies on there being none. */
function gapOf({ states: found }: UncheckedUse): ErrorGap['how'] {
  if (found & (states.fellThroughLogged | states.loggedUntested)) return 'logged';
  if (found & states.overwritten) return 'overwritten';
  return found & states.unread ? 'tested-one-branch' : 'not-left';
}

function isWithin({ identifiers }: Scope.Variable, { range }: TSESTree.Parameter): boolean {
  return identifiers.some((name) => name.range[0] >= range[0] && name.range[1] <= range[1]);
}
