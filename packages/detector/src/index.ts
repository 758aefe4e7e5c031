// A parsed file
export { type Source } from './source/source.js';
export { type IgnoredBy, ignoredBy } from './source/ignore-comments.js';
export { FileNodes, nodesOf, rememberNodes } from './source/file-nodes.js';
export { type Position, Positions } from './source/positions.js';
export { scopesOfJavaScript } from './parse/javascript-scopes.js';
export type * as Scope from './scope/scope.js';

// Questions about nodes
export { type FunctionNode, isFunction, parametersOf } from './syntax/function-node.js';
export { type Host, hostOf } from './syntax/host-of.js';
export { exits } from './syntax/exits.js';
export { isLoop, isNullish } from './syntax/node-tests.js';
export { matchKeyName, matchParameterName, matchPropertyName, verbOf } from './syntax/names.js';
export { insideSameFunction, insideSameThis, someNode } from './syntax/search.js';
export { contains, isBelowTry, isCalled, isInsideTry, reachesArgument } from './syntax/surroundings.js';
export { unwrap } from './syntax/unwrap.js';
export type { VisitorKeys } from './syntax/visitor-keys.js';
export { pushChildren } from './syntax/walk.js';

// Knowledge about names and APIs
export { isCallbackName } from './vocabulary/parameter-names.js';
export { type Role, hasRole, namesWith, roles, vocabulary, withoutStart } from './vocabulary/vocabulary.js';
export type { ApiEntry } from './catalog/api-entry.js';
export { changesArray, keepsArray, passesArray, returnsArray } from './catalog/arrays.js';
export { type ControlFlow, bindsArguments, callbackOfAuto, controlFlowOf, isAsyncLibrary, itemsOfAny, limitedFlowOf, passesCallbackToAll } from './catalog/async.js';
export { dependsOnArgumentsOnly } from './catalog/pure-functions.js';
export { type ApiFacts, type Catalog, type RemovedApi, findKnownApi, frameworks, isNodeModule, lookupApi, lookupCaller, lookupHost, packagesWithRemovals, unknownVersionOf, versionedPackages } from './catalog/catalog.js';
export { coreFunctionsNamed } from './catalog/core-functions.js';
export { testsAwait } from './catalog/test-frameworks.js';
export { type Dependencies, isRangeInside, isVersionRange } from './catalog/versions.js';

// What the functions of a file do with their callback parameters
export type { Functions } from './functions/functions.js';
export { type GivenPath, type HostUse, hostCallOf, hostPathOf, valuePathOf } from './functions/host-call.js';
export { isExpectedToThrow } from './functions/throw-reader.js';
export { type ArgumentCounts, type CompletionHandler, type Invocation, type PassedArguments, type Protocol, type Timing, mayBeAtOnce } from './functions/handler/completion-handler.js';
export { returnsWithoutCallback } from './functions/handler/optional.js';
export { type FunctionIndex, functionIndexOf } from './functions/index/function-index.js';
export { type InvocationEvidence, isKnownToRepeat, repetitionOf, synchronyOf } from './functions/invocation/invocation.js';
export { type EmitterOrigin, lateSubscriptionOf } from './functions/timing/late-subscription.js';

// What the functions of other files do with them
export { type ImportedName, matchRelativeModule } from './bindings/file-imports.js';
export { joinPassed, passedByApi, passesUnknown } from './functions/handler/passed-arguments.js';
export { isInBranchWith } from './bindings/parameter-uses.js';
export { type FunctionSummary, settleFunction } from './functions/handler/handler-summary.js';
export type { ImportedFunction, ImportedFunctions } from './functions/imported/imported-function.js';

// The callbacks of a file
export type { CallbackKind, CallbackSite, ErrorFacts, ErrorGap, ErrorHandling, Evidence } from './site.js';
export { passesFunctions } from './classify/candidates.js';
export { detectCallbacks, functionsOf } from './detect.js';
export { type Prefiltered, prefilter } from './prefilter.js';
export { isPassedByTimer, isRegistration, isRequestPair, isStoring, kindByPlace } from './vocabulary/callback-kinds.js';
export type { DetectOptions } from './classify/file-context.js';
export { depthOf } from './classify/nesting.js';
export { type AwaitedError, findAwaitedErrors } from './error-flow/awaited-errors.js';
export { ignoredAsBefore } from './error-flow/deliberate.js';
export { type UncheckedGrade, followsOtherError, gradeAwaitedError, gradeUncheckedError } from './error-flow/grade-error.js';
export { isReachedWithoutError } from './syntax/reached-without-error.js';

// Callbacks that nobody calls in the installed version of a package
export { type RemovedCallback, detectRemovedCallbacks } from './removed/removed-callbacks.js';

// Functions that call their callback twice or never, and async functions with one
export { type AsyncWithCallback, detectAsyncWithCallback } from './completion/async-with-callback.js';
export { isMiddleware } from './completion/callback-parameter.js';
export type { Repetition } from './completion/completion-flow.js';
export { type CompletionFaults, detectCompletionFaults } from './completion/completions.js';
export type { Branch } from './completion/paths.js';
