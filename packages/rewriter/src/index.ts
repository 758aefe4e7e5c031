export { Manifests } from './dependencies.js';
export { type Edit, applyEdits, shiftEdits } from './edit.js';
export { plansOf, refuseFunctions } from './plan/function-plans.js';
export { planRewrites } from './plan/plan-rewrites.js';
export type { FunctionPlan, Plan, Refusal, Rewrite, RewriteOptions } from './plan/types.js';
export { type RefusalCode, refusals } from './refusals.js';
export { renderRewrites } from './render/render.js';
export { type ChooseFunctions, type RewriteResult, rewrite } from './rewrite.js';
export { type Settings, parseSettings, toRewriteOptions } from './settings.js';
