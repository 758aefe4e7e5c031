import {
  type CallbackSite,
  type CompletionFaults,
  type DetectOptions,
  type Source,
  detectCallbacks,
  detectCompletionFaults,
} from '@uncallback/detector';
import { type Edit, type Plan, planRewrites, renderRewrites } from '@uncallback/rewriter';
import type { TSESTree } from '@typescript-eslint/utils';
import type { RuleContext } from '@typescript-eslint/utils/ts-eslint';

/** What the rules know about a file: one analysis for all of them. */
export interface Analysis {
  readonly source: Source;
  /** The error-first callbacks, in the order of their calls. */
  readonly sites: readonly CallbackSite[];
  /** The plan of each of them. */
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  readonly options: DetectOptions;
}

const analyses = new WeakMap<TSESTree.Program, Analysis>();
const completionFaults = new WeakMap<Analysis, readonly CompletionFaults[]>();
const rendered = new WeakMap<CallbackSite, readonly Edit[]>();

/**
 * The analysis of the file that is linted, made once per `Program`.
 *
 * The setting `uncallback: { idiomatic: true }` plans as the command line's `--idiomatic` does, so that a team that
 * migrates with the flag reads in the lint report what the flag migrates. `uncallback: { catalog: { 'my-db': ['query'] } }`
 * names error-first functions that the catalogue does not have.
 */
export function analyse(context: Readonly<RuleContext<string, readonly unknown[]>>): Analysis {
  const { ast } = context.sourceCode;
  let analysis = analyses.get(ast);
  if (!analysis) {
    const source = toSource(context.sourceCode);
    const options = readOptions(context.settings);
    const callbacks = detectCallbacks(source, options);
    const plans = planRewrites(source, callbacks, { idiomatic: ownSetting(context.settings, 'idiomatic') === true });
    analysis = { source, sites: callbacks.filter(({ kind }) => kind === 'error-first'), plans, options };
    analyses.set(ast, analysis);
  }
  return analysis;
}

/** What the functions of the file do wrong with the callbacks that they are given. */
export function completionFaultsIn(analysis: Analysis): readonly CompletionFaults[] {
  let faults = completionFaults.get(analysis);
  if (!faults) completionFaults.set(analysis, (faults = detectCompletionFaults(analysis.source, analysis.options)));
  return faults;
}

/** The edits that rewrite the host function of a site, imports included; none where the site is refused. */
export function editsFor({ source, plans }: Analysis, site: CallbackSite): readonly Edit[] {
  if (plans.get(site)?.action !== 'rewrite') return [];
  let edits = rendered.get(site);
  if (!edits) rendered.set(site, (edits = renderRewrites(source, plans, site)));
  return edits;
}

function toSource(sourceCode: RuleContext<string, readonly unknown[]>['sourceCode']): Source {
  const { text, ast, scopeManager, visitorKeys, parserServices } = sourceCode;
  if (!scopeManager) throw new Error('uncallback needs a parser that provides scopes');
  return { text, ast, scopeManager, visitorKeys, ...(parserServices && { services: parserServices }) };
}

/** @throws {TypeError} where the catalogue is not of its form: a rule that ran without it would only seem to */
function readOptions(settings: Readonly<Record<string, unknown>>): DetectOptions {
  const catalog = ownSetting(settings, 'catalog');
  if (catalog === undefined) return {};
  if (!isCatalog(catalog)) {
    throw new TypeError(`settings.uncallback.catalog must hold lists of names by module: { 'my-db': ['query'] }`);
  }
  return { catalog };
}

function isCatalog(value: unknown): value is NonNullable<DetectOptions['catalog']> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((names) => Array.isArray(names) && names.every((name) => typeof name === 'string'))
  );
}

function ownSetting(settings: Readonly<Record<string, unknown>>, name: string): unknown {
  const own = settings['uncallback'];
  return typeof own === 'object' && own !== null ? (own as Readonly<Record<string, unknown>>)[name] : undefined;
}
