export { Manifests } from './dependencies.js';
export { type Edit, applyEdits, shiftEdits } from './edit.js';
export { groupByHost } from './group-by-host.js';
export { type Plan, type Refusal, type Rewrite, type RewriteOptions, planRewrites } from './plan.js';
export { type RefusalCode, refusals } from './refusals.js';
export { renderRewrites } from './render/render.js';
export { type RewriteResult, rewrite } from './rewrite.js';
export { type Settings, parseSettings, toRewriteOptions } from './settings.js';
