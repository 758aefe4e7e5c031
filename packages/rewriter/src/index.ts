// The public interface of the rewriter, for the command line and the linter.

export { Manifests, type ProjectFacts } from './target/project-facts.js';
export { type Edit, applyEdits, shiftEdits } from './render/edits/edit.js';
export type { DecideFunction, LeftOutReason } from './plan/choice.js';
export { plansOf, refuseFunctions, unitOf } from './plan/function-plans.js';
export { type KeptHandler, keptHandlers } from './plan/kept-handlers.js';
export { type FilePlan, planFile, planRewrites } from './plan/plan-rewrites.js';
export { asyncFormOf } from './conversion/async-form.js';
export type { AsyncForm, ClosedExport, ImportedAsync, ProjectFunctions } from './conversion/types.js';
export type { CalleeForm, FunctionPlan, Plan, Refusal, Rewrite, RewriteOptions } from './plan/types.js';
export { type RefusalCode, refusals } from './refusals.js';
export { renderRewrites } from './render/render.js';
export { renderStraight } from './straight/straighten.js';
export { type RewriteResult, rewrite } from './pipeline.js';
export { type KeptReason, keptReasons } from './conversion/kept-reasons.js';
export { nameOfFunction } from './syntax/function-shape.js';
export { namesOf } from './syntax/qualified-names.js';
export { hasFeature } from './target/target.js';
export { type CompletionFinding, callbackOnceMessages, describeCompletionFaults } from './findings/completion-faults.js';
export { type Finding, type FindingRule, renderMessage } from './findings/finding.js';
export { findNestedCallbacks, nestedCallbackMessages } from './findings/nested-callbacks.js';
export { describeRemovedCallback, removedCallbackMessages } from './findings/removed-callbacks.js';
export { findRewritableCallbacks, preferAwaitMessages } from './findings/rewritable-callbacks.js';
export { findUncheckedErrors, uncheckedErrorMessages } from './findings/unchecked-errors.js';
export { nameCallee, nameHost, pickCallee } from './findings/wording.js';
export { type Settings, parseSettings, toRewriteOptions } from './settings/settings.js';
