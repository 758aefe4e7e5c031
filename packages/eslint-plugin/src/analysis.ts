import { createRequire } from 'node:module';
import { isAbsolute, relative, sep } from 'node:path';

import {
  type AwaitedError,
  type CallbackSite,
  type CompletionFaults,
  type RemovedCallback,
  type Source,
  type AsyncWithCallback,
  type Host,
  detectAsyncWithCallback,
  detectCallbacks,
  detectCompletionFaults,
  detectRemovedCallbacks,
  findAwaitedErrors,
  ignoredBy,
  prefilter,
} from '@uncallback/detector';
import { projectOf } from '@uncallback/project-files';
import { type Edit, type FunctionPlan, type Plan, type RewriteOptions, type Settings, applyEdits, parseSettings, planFile, planRewrites, plansOf, renderStraight, shiftEdits, toRewriteOptions, unitOf } from '@uncallback/rewriter';
import type { TSESTree } from '@typescript-eslint/utils';
import type { RuleContext } from '@typescript-eslint/utils/ts-eslint';
import ignore from 'ignore';

import { scopesOf } from './file-scopes.js';
import { listNodes } from './traversed-nodes.js';

/** The facts about a file that the rules report on. All rules share one analysis of a file. */
export interface Analysis {
  readonly source: Source;
  /** The error-first callbacks, in the order of their calls. */
  readonly sites: readonly CallbackSite[];
  /** The functions that serve requests or events, so that what they throw ends the program; named functions included, computed on first access. */
  readonly handlers: ReadonlySet<Host>;
  /** The plans of the file's functions, computed on first access. */
  readonly functions: readonly FunctionPlan[];
  /** The plan of each error-first callback. */
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  /** Functions that call their callback parameter twice or not at all on some path, computed on first access. */
  readonly completionFaults: readonly CompletionFaults[];
  /** Awaited calls whose error is not checked on every path, as it was in their callback, computed on first access. */
  readonly awaitedErrors: readonly AwaitedError[];
  /** Async functions that call a callback, computed on first access. */
  readonly asyncWithCallback: readonly AsyncWithCallback[];
  /** The plans of the file's functions where whole functions lose their callback, computed on first access. */
  readonly wholeFunctions: readonly FunctionPlan[];
  /** The edits of plans, with straight code in place of control-flow calls. */
  readonly render: (functions: readonly FunctionPlan[]) => readonly Edit[];
  /** The edit that takes the callback from one function and its callers; null if there is nothing to edit. */
  readonly convert: (host: Host) => Edit | null;
  /** Callbacks that nobody calls in the installed version of a package, computed on first access. */
  readonly removed: readonly RemovedCallback[];
}

/** The rewrite of one function, including the imports that it needs and `async`. */
interface FunctionRewrite {
  /** The sites that are rewritten together, outer ones before those nested in them. */
  readonly sites: readonly CallbackSite[];
  /** Renders the rewrite as one edit; null if there is nothing to edit. The text is rendered once for all sites. */
  readonly render: () => Edit | null;
}

const require = createRequire(import.meta.url);
const noSettings = {};
const parsedSettings = new WeakMap<object, Settings>();
const analyses = new WeakMap<TSESTree.Program, Analysis>();
const rewritesOf = new WeakMap<Analysis, ReadonlyMap<CallbackSite['call'], FunctionRewrite>>();

/**
 * Returns the analysis of the file that is linted. It is made once per `Program` and shared by all rules.
 *
 * `settings.uncallback` has the keys of the command line's configuration file, so that the lint report and the migration agree. With
 * `project`, the files that the file imports are read, too. A file that the settings ignore has no sites and no faults.
 *
 * @throws {TypeError} where the settings are not valid: without the error the rules would run with other settings than the user's
 * @throws {Error} where ESLint's parser provides no scopes
 */
export function analyse(context: Readonly<RuleContext<string, readonly unknown[]>>): Analysis {
  const { ast } = context.sourceCode;
  let analysis = analyses.get(ast);
  if (!analysis) {
    const settings = settingsOf(context);
    const source = toSource(context);
    listNodes(context.sourceCode);
    analysis = analyseSource(source, settings, context.filename, isIgnored(context, settings));
    analyses.set(ast, analysis);
  }
  return analysis;
}

function analyseSource(source: Source, settings: Settings, filename: string, isLeftOut: boolean): Analysis {
  const own = toRewriteOptions(settings);
  const options = settings.project && !isLeftOut ? withImported(own, filename, source) : own;
  const { mayPass, mayTake } = isLeftOut ? { mayPass: false, mayTake: false } : prefilter(source, options.detect);
  const callbacks = mayPass ? detectCallbacks(source, options.detect) : [];
  const isExcluded = (node: TSESTree.Node): boolean => ignoredBy(source, node) === 'comment';
  let handlers: Analysis['handlers'] | null = null;
  let functions: Analysis['functions'] | null = null;
  let plans: Analysis['plans'] | null = null;
  let faults: Analysis['completionFaults'] | null = null;
  let awaited: Analysis['awaitedErrors'] | null = null;
  let removed: Analysis['removed'] | null = null;
  let whole: Analysis['functions'] | null = null;
  let asyncFunctions: Analysis['asyncWithCallback'] | null = null;
  const wholeOptions = (): RewriteOptions => ({ ...toRewriteOptions({ ...settings, functions: true }), ...(options.detect && { detect: options.detect }), ...projectOf(filename) });
  const render: Analysis['render'] = (plans) => renderStraight(source, plans, (text) => parseChanged(text, filename));
  return {
    source,
    sites: callbacks.filter(({ kind, call }) => kind === 'error-first' && !isExcluded(call)),
    get handlers() {
      return (handlers ??= new Set(callbacks.flatMap(({ kind, callback }) => (kind === 'request-handler' || kind === 'event-listener' ? [callback] : []))));
    },
    get functions() {
      return (functions ??= planRewrites(source, callbacks, { ...options, ...projectOf(filename) }));
    },
    get plans() {
      return (plans ??= plansOf(this.functions));
    },
    get completionFaults() {
      return (faults ??= mayTake ? detectCompletionFaults(source, options.detect).filter(({ host }) => !isExcluded(host)) : []);
    },
    get awaitedErrors() {
      return (awaited ??= isLeftOut ? [] : findAwaitedErrors(source, options.detect).filter(({ node }) => !isExcluded(node)));
    },
    get asyncWithCallback() {
      return (asyncFunctions ??= mayTake ? detectAsyncWithCallback(source, options.detect).filter(({ host }) => !isExcluded(host)) : []);
    },
    get wholeFunctions() {
      return (whole ??= mayPass ? planRewrites(source, callbacks, wholeOptions()).filter(({ host }) => !isExcluded(host)) : []);
    },
    render,
    convert(host) {
      const { functions: plans } = planFile(source, callbacks, wholeOptions(), (fn) => (fn.host === host ? null : 'not-selected'));
      return mergeEdits(source.text, render(plans));
    },
    get removed() {
      return (removed ??= isLeftOut ? [] : detectRemovedCallbacks(source, options.detect ?? {}, projectOf(filename).dependencies).filter(({ call }) => !isExcluded(call)));
    },
  };
}

/** The options with what the functions of other files do that the file calls. What reads the files is loaded only where the settings ask for it. */
function withImported(options: RewriteOptions, filename: string, source: Source): RewriteOptions {
  const { importedFunctionsOf } = require('@uncallback/project-files/imported-functions') as typeof import('@uncallback/project-files/imported-functions');
  return { ...options, detect: { ...options.detect, imported: importedFunctionsOf(filename, source, options.detect) } };
}

/** The rewrite of the function that contains a call with a callback; null if the call is left as it is. */
export function rewriteOf(analysis: Analysis, { call }: Pick<CallbackSite, 'call'>): FunctionRewrite | null {
  let rewrites = rewritesOf.get(analysis);
  if (!rewrites) rewritesOf.set(analysis, (rewrites = listRewrites(analysis)));
  return rewrites.get(call) ?? null;
}

function listRewrites({ source, functions, render: renderPlans }: Analysis): ReadonlyMap<CallbackSite['call'], FunctionRewrite> {
  const units = functions.map((fn) => unitOf(fn, functions));
  const tasks = new Set(units.flatMap(([, ...others]) => others));
  return new Map(
    units.filter(([fn]) => fn && !tasks.has(fn)).flatMap((unit) => {
      const sites = unit.flatMap((fn) => fn.sites.map(({ site }) => site));
      let edit: Edit | null | undefined;
      const render = () => (edit === undefined ? (edit = mergeEdits(source.text, renderPlans(unit))) : edit);
      return [...sites, ...unit.flatMap(({ body }) => body.restored)].map(({ call }) => [call, { sites, render }] as const);
    }),
  );
}

/** Merges sorted edits into one that covers all of them and the text between; null if there are none. */
function mergeEdits(text: string, edits: readonly Edit[]): Edit | null {
  const [start, end] = [edits[0]?.range[0], edits.at(-1)?.range[1]];
  if (start === undefined || end === undefined) return null;
  return { range: [start, end], text: applyEdits(text.slice(start, end), shiftEdits(edits, -start)) };
}

/** Parses the text of a file after a rewrite. What parses is loaded only where straight code takes the place of a control-flow call. */
function parseChanged(text: string, filename: string): Source {
  const { parseFile } = require('@uncallback/project-files/parse-file') as typeof import('@uncallback/project-files/parse-file');
  return parseFile(text, filename);
}

/** The settings of the configuration, which is parsed once, as all of its files have the same object. */
function settingsOf({ settings: { uncallback } }: Readonly<RuleContext<string, readonly unknown[]>>): Settings {
  const written = uncallback ?? noSettings;
  const known = parsedSettings.get(written as object);
  if (known) return known;
  const settings = parseSettings(written, 'settings.uncallback');
  parsedSettings.set(written as object, settings);
  return settings;
}

/** The parsed file for the detector. Its scopes are read only where they are needed. */
function toSource({ filename, sourceCode }: Readonly<RuleContext<string, readonly unknown[]>>): Source {
  const { text, ast, visitorKeys, parserServices } = sourceCode;
  let scopes: Source['scopeManager'] | null = null;
  return {
    text,
    ast,
    get scopeManager() {
      return (scopes ??= scopesOf(sourceCode, filename));
    },
    visitorKeys,
    isModule: /\.m[jt]s$/.test(filename),
    isTypeScript: /\.[cm]?tsx?$/.test(filename),
    ...(parserServices && { services: parserServices }),
  };
}

function isIgnored({ cwd, filename }: RuleContext<string, readonly unknown[]>, { ignore: patterns = [] }: Settings): boolean {
  const name = isAbsolute(filename) ? relative(cwd, filename).split(sep).join('/') : filename;
  return patterns.length > 0 && ignore.isPathValid(name) && ignore().add(patterns).ignores(name);
}
