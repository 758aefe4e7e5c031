export { isStoring, kindByPlace } from './classify/callback-kinds.js';
export { detectCallbacks, functionsOf } from './detect.js';
export { detectCompletionFaults, type CompletionFaults } from './completion/completions.js';
export type { Repetition } from './completion/completion-flow.js';
export type { Branch } from './completion/paths.js';
export { isCallbackName } from './vocabulary/parameter-names.js';
export { nodesOf } from './source/file-nodes.js';
export type { CompletionHandler, FunctionSummary, Invocation, Protocol, Timing } from './functions/handler/completion-handler.js';
export { type FunctionIndex, functionIndexOf } from './functions/index/function-index.js';
export type { Functions } from './functions/functions.js';
export { type InvocationEvidence, isKnownToRepeat, repetitionOf, synchronyOf } from './functions/invocation/invocation.js';
export { type Giver, lateSubscriptionOf } from './functions/timing/late-subscription.js';
export { returnsWithoutCallback } from './functions/handler/optional.js';
export { isExpectedToThrow } from './functions/seen-throws.js';
export { summarizeFunctions } from './functions/handler/summary.js';
export { lookFirst, type FirstLook } from './prefilter.js';
export type { DetectOptions } from './classify/file-context.js';
export type { ApiEntry } from './catalog/api-entry.js';
export { type ApiFacts, type Catalog, isNodeModule, lookupApi, lookupCaller } from './catalog/catalog.js';
export { coreFunctionsNamed } from './catalog/core-functions.js';
export { testsAwait } from './catalog/tests.js';
export { type Dependencies, isRangeInside, isVersionRange } from './catalog/versions.js';
export { depthOf } from './classify/nesting.js';
export { Positions, type Position } from './source/positions.js';
export type * as Scope from './scope/scope.js';
export type { Source, VisitorKeys } from './source/source.js';
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
} from './syntax/tree.js';
export { hasUncheckedError } from './error-flow/unchecked-error.js';
export { type Role, hasRole, namesWith, roles, vocabulary, withoutStart } from './vocabulary/vocabulary.js';
export { pushChildren } from './syntax/walk.js';
export type {
  CallbackFunction,
  CallbackKind,
  CallbackSite,
  ErrorFacts,
  ErrorGap,
  ErrorHandling,
  Evidence,
} from './site.js';
