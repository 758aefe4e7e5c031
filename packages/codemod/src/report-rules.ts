import { type CallbackSite, type DetectOptions, type Source, Positions, detectCompletionFaults, detectRemovedCallbacks, findAwaitedErrors, ignoredBy, prefilter } from '@uncallback/detector';
import {
  type Finding,
  type FindingRule,
  type Plan,
  type ProjectFacts,
  callbackOnceMessages,
  describeCompletionFaults,
  describeRemovedCallback,
  findNestedCallbacks,
  findRewritableCallbacks,
  findUncheckedErrors,
  nestedCallbackMessages,
  preferAwaitMessages,
  removedCallbackMessages,
  renderMessage,
  uncheckedErrorMessages,
} from '@uncallback/rewriter';

import type { RuleReport } from './file-report.js';
import { placeOf } from './report-sites.js';

/** What is known of a file. */
interface FileFacts {
  readonly source: Source;
  /** The callbacks that are reported. */
  readonly sites: readonly CallbackSite[];
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
}

const messages: Readonly<Record<FindingRule, Readonly<Record<string, string>>>> = {
  'callback-once': callbackOnceMessages,
  'no-nested-callbacks': nestedCallbackMessages,
  'no-removed-callback': removedCallbackMessages,
  'no-unchecked-error': uncheckedErrorMessages,
  'prefer-await': preferAwaitMessages,
};

/** Reports the callbacks that never check their error, as the rule `no-unchecked-error` does. */
export function reportUncheckedErrors({ source, sites }: FileFacts): readonly RuleReport[] {
  return reportAll(source, sites, { 'no-unchecked-error': findUncheckedErrors({ source, sites: errorFirst(source, sites), awaitedErrors: [] }, { reportsIgnored: false }) });
}

/**
 * Reports what the linter reports of a file with its recommended rules and `prefer-await`. A callback that is nested and can be rewritten is
 * reported once.
 *
 * @param isWhole whether all callbacks are reported; if not, neither are findings that are about no callback
 */
export function reportRules({ source, sites, plans }: FileFacts, detect: DetectOptions, { dependencies }: Pick<ProjectFacts, 'dependencies'>, isWhole: boolean): readonly RuleReport[] {
  const own = errorFirst(source, sites);
  const isExcluded = (node: CallbackSite['callback'] | CallbackSite['call']): boolean => ignoredBy(source, node) === 'comment';
  const awaitedErrors = isWhole ? findAwaitedErrors(source, detect).filter(({ node }) => ignoredBy(source, node) !== 'comment') : [];
  const faults = isWhole && prefilter(source, detect).mayTake ? detectCompletionFaults(source, detect).filter(({ host }) => !isExcluded(host)) : [];
  const removed = isWhole ? detectRemovedCallbacks(source, detect, dependencies).filter(({ call }) => !isExcluded(call)) : [];
  const nested = findNestedCallbacks(own, () => plans, 1);
  return reportAll(source, sites, {
    'no-unchecked-error': findUncheckedErrors({ source, sites: own, awaitedErrors }, { reportsIgnored: false }),
    'no-nested-callbacks': nested,
    'prefer-await': findRewritableCallbacks(own, plans).filter(({ site }) => !nested.some((other) => other.site === site)),
    'callback-once': describeCompletionFaults(source, faults),
    'no-removed-callback': removed.map(describeRemovedCallback),
  });
}

/** The error-first callbacks that no comment leaves out. */
function errorFirst(source: Source, sites: readonly CallbackSite[]): readonly CallbackSite[] {
  return sites.filter(({ kind, call }) => kind === 'error-first' && ignoredBy(source, call) !== 'comment');
}

function reportAll(source: Source, sites: readonly CallbackSite[], found: Partial<Record<FindingRule, readonly Finding[]>>): readonly RuleReport[] {
  const positions = new Positions(source.text);
  return Object.entries(found)
    .flatMap(([rule, findings]) => findings.map((finding) => ({ rule: rule as FindingRule, finding })))
    .sort((a, b) => a.finding.node.range[0] - b.finding.node.range[0])
    .map(({ rule, finding: { node, messageId, data, site } }) => ({
      rule,
      ...placeOf(node, positions),
      message: renderMessage(messages[rule][messageId]!, data),
      site: site && sites.indexOf(site),
    }));
}
