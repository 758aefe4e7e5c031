import { isAbsolute, relative, sep } from 'node:path';

import {
  type CallbackSite,
  type CompletionFaults,
  type DetectOptions,
  type Source,
  detectCallbacks,
  detectCompletionFaults,
} from '@uncallback/detector';
import { type Edit, type Plan, type Settings, parseSettings, planRewrites, renderRewrites, toRewriteOptions } from '@uncallback/rewriter';
import type { TSESTree } from '@typescript-eslint/utils';
import type { RuleContext } from '@typescript-eslint/utils/ts-eslint';
import ignore from 'ignore';

/** What the rules know about a file: one analysis for all of them. */
export interface Analysis {
  readonly source: Source;
  /** The error-first callbacks, in the order of their calls. */
  readonly sites: readonly CallbackSite[];
  /** The plan of each of them. */
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  /** The settings leave the file out. */
  readonly isIgnored: boolean;
  readonly options: DetectOptions;
}

const analyses = new WeakMap<TSESTree.Program, Analysis>();
const completionFaults = new WeakMap<Analysis, readonly CompletionFaults[]>();
const rendered = new WeakMap<CallbackSite, readonly Edit[]>();

/**
 * The analysis of the file that is linted, made once per `Program`.
 *
 * The settings `uncallback: {}` are those of the command line's configuration file, so that a team reads in the lint report
 * what it migrates. Of an ignored file there is nothing to say.
 *
 * @throws {TypeError} where the settings are not of their form: a rule that ran without them would only seem to
 */
export function analyse(context: Readonly<RuleContext<string, readonly unknown[]>>): Analysis {
  const { ast } = context.sourceCode;
  let analysis = analyses.get(ast);
  if (!analysis) {
    const source = toSource(context.sourceCode);
    const settings = parseSettings(context.settings['uncallback'] ?? {}, 'settings.uncallback');
    const options = toRewriteOptions(settings);
    const isLeftOut = isIgnored(context, settings);
    const callbacks = isLeftOut ? [] : detectCallbacks(source, options.detect);
    const plans = planRewrites(source, callbacks, options);
    const sites = callbacks.filter(({ kind }) => kind === 'error-first');
    analysis = { source, sites, plans, isIgnored: isLeftOut, options: options.detect ?? {} };
    analyses.set(ast, analysis);
  }
  return analysis;
}

/** What the functions of the file do wrong with the callbacks that they are given. */
export function completionFaultsIn(analysis: Analysis): readonly CompletionFaults[] {
  let faults = completionFaults.get(analysis);
  if (!faults) {
    faults = analysis.isIgnored ? [] : detectCompletionFaults(analysis.source, analysis.options);
    completionFaults.set(analysis, faults);
  }
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

function isIgnored({ cwd, filename }: RuleContext<string, readonly unknown[]>, { ignore: patterns = [] }: Settings): boolean {
  const name = isAbsolute(filename) ? relative(cwd, filename).split(sep).join('/') : filename;
  return patterns.length > 0 && ignore.isPathValid(name) && ignore().add(patterns).ignores(name);
}
