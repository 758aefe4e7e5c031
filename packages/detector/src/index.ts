export { isStoring, kindByPlace } from './conventions.js';
export { detectCallbacks, functionsOf } from './detect.js';
export { detectCompletionFaults, type CompletionFaults } from './completion/completions.js';
export type { Repetition } from './completion/completion-flow.js';
export type { Branch } from './completion/paths.js';
export { isCallbackName } from './error-names.js';
export { nodesOf } from './file-nodes.js';
export { type CompletionHandler, type FunctionSummary, type Invocation, type Protocol, type Timing, mayBeAtOnce } from './functions/completion-handler.js';
export { type FunctionIndex, functionIndexOf } from './functions/function-index.js';
export type { Functions } from './functions/functions.js';
export { type InvocationEvidence, isKnownToRepeat, repetitionOf, synchronyOf } from './functions/invocation.js';
export { type Giver, lateSubscriptionOf } from './functions/late-subscription.js';
export { returnsWithoutCallback } from './functions/optional.js';
export { isExpectedToThrow } from './functions/seen-throws.js';
export { summarizeFunctions } from './functions/summary.js';
export { lookFirst, type FirstLook } from './first-look.js';
export type { DetectOptions } from './knowledge.js';
export type { ApiEntry } from './catalog/api-entry.js';
export { type ApiFacts, type Catalog, isNodeModule, lookupApi, lookupCaller } from './catalog/catalog.js';
export { coreFunctionsNamed } from './catalog/core-functions.js';
export { testsAwait } from './catalog/tests.js';
export { type Dependencies, isRangeInside, isVersionRange } from './catalog/versions.js';
export { depthOf } from './nesting.js';
export { Positions, type Position } from './positions.js';
export type * as Scope from './scope.js';
export type { Source, VisitorKeys } from './source.js';
export {
  type Host,
  contains,
  exits,
  hostOf,
  insideSameFunction,
  insideSameThis,
  isBelowTry,
  isCalled,
  isInsideTry,
  isLoop,
  isNullish,
  reachesArgument,
  someNode,
} from './tree.js';
export { hasUncheckedError } from './unchecked-error.js';
export { type Role, hasRole, namesWith, roles, vocabulary, withoutStart } from './vocabulary.js';
export { pushChildren } from './walk.js';
export type {
  CallbackFunction,
  CallbackKind,
  CallbackSite,
  ErrorFacts,
  ErrorGap,
  ErrorHandling,
  Evidence,
} from './site.js';
