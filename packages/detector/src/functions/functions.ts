import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { passesErrorsAsResults } from '../catalog/async.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { isInsideTry } from '../syntax/surroundings.js';
import { type ThrowReader, throwReaderOf } from './throw-reader.js';
import type { CompletionHandler, Invocation, PassedArguments, Protocol, Timing } from './handler/completion-handler.js';
import { ErrorsWithResults } from './handler/error-with-result.js';
import { isOnlyForwarded } from './handler/forwarded-only.js';
import { ForwardedUses } from './handler/forwarded-uses.js';
import { type FunctionSummary, type HandlerSummary, neverFail, saysAnything, settleHandler, timingOfImported } from './handler/handler-summary.js';
import { type ForwardsSafely, type SafeCalls, passesNoError } from './handler/never-fails.js';
import { isOptional } from './handler/optional.js';
import { Protocols } from './handler/protocol.js';
import { passesThis } from './handler/passes-this.js';
import { readsLength } from './handler/reads-length.js';
import { joinPassed, passedArguments, passesNothing, passesUnknown } from './handler/passed-arguments.js';
import { resultsOf } from './handler/results.js';
import { ReturnedHandles } from './handler/returned-handle.js';
import { type FindImported, type ImportedFunctions, findImported, handlersOfImported } from './imported/imported-function.js';
import { type CallbackUses, usesOfArgument, usesOfParameter } from './index/callback-uses.js';
import type { FunctionIndex, Recipient } from './index/function-index.js';
import { ValueUses } from './index/value-uses.js';
import { isLimited, isRepeated } from './invocation/repetition.js';
import { functionsRequiredAtOnce, isInside } from './timing/required-at-once.js';
import { TimingReader } from './timing/timing.js';
import { combine, settle } from './timing/timing-term.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type ParameterPlace = Pick<Recipient, 'position' | 'isLast'>;

/** The protocols that pass an error first, for certain or probably. */
const hasErrorFirst: ReadonlySet<Protocol> = new Set(['error-first', 'likely-error-first']);

/** What the catalogue says about an API, by its path (`fs.readFile`). */
export interface ApiKnowledge {
  /** Whether it calls the last of a number of arguments error-first. */
  readonly isErrorFirst: (path: string, count: number) => boolean;
  /** When it calls its callback; `unknown` if the catalogue does not say. */
  readonly timingOf: (path: string) => Timing;
  /** How many arguments it passes to its callback. */
  readonly passedBy: (path: string) => PassedArguments;
  /** Whether it may pass results beside an error. */
  readonly passesBoth: (path: string) => boolean;
  /** Whether the streams and emitters that it passes to its callbacks emit nothing until a listener is added. */
  readonly passesIdleEmitters: (path: string) => boolean;
  /** Whether it returns a handle in addition to calling back: a process, a request. */
  readonly returnsHandle: (path: string) => boolean;
}

/**
 * The facts about the functions of one file, and about those of other files that it calls: what each does with its callbacks, when, how often and with which arguments. Classification,
 * rules and planner all ask this class, so that they agree. Answers are computed on demand and kept.
 */
export class Functions {
  /** Which functions a callee may be, and who calls a function. */
  readonly index: FunctionIndex;
  /** Where a function is used as a value. */
  readonly uses: ValueUses;
  readonly #source: Source;
  readonly #bindings: Bindings;
  readonly #apis: ApiKnowledge;
  readonly #find: FindImported;
  readonly #timing: TimingReader;
  readonly #forwards: ForwardedUses;
  readonly #handles: ReturnedHandles;
  readonly #errorsWithResults: ErrorsWithResults;
  readonly #handlers = { last: new Map<Scope.Variable, CompletionHandler>(), before: new Map<Scope.Variable, CompletionHandler>() };
  readonly #throwReaders = new Map<FunctionNode, ThrowReader | null>();
  #errors: ReadonlySet<Scope.Variable> = new Set();
  readonly #requiredElsewhere: readonly FunctionNode[];
  #isErrorFirstCall: (call: Call) => boolean = () => false;
  /** The variables and calls on which protocols depended, and which were not known to be errors, or calls of error-first callees. */
  readonly #otherVariables = new Set<Scope.Variable>();
  readonly #otherCalls = new Set<Call>();
  #required: ReadonlySet<FunctionNode> | null = null;
  #protocols: Protocols;
  #withCollections: Protocols | null = null;

  /**
   * @param index the functions of the file
   * @param bindings the variables of the file, with the names for errors from the configuration
   * @param apis what the catalogue says about callees from packages
   * @param imported what is known about callees of other files of the project
   * @param requiredAtOnce the functions of the file that callers in other files require to call back before they return
   */
  constructor(source: Source, index: FunctionIndex, bindings: Bindings, apis: ApiKnowledge, imported: ImportedFunctions, requiredAtOnce: readonly FunctionNode[] = []) {
    this.index = index;
    this.uses = new ValueUses(source, index);
    this.#source = source;
    this.#bindings = bindings;
    this.#apis = apis;
    this.#requiredElsewhere = requiredAtOnce;
    this.#find = (name) => findImported(imported, name);
    this.#forwards = new ForwardedUses(index, bindings);
    this.#handles = new ReturnedHandles(source, index, apis.returnsHandle, (name) => this.#find(name).some((fn) => fn.returnsHandle));
    this.#errorsWithResults = new ErrorsWithResults(index, this.uses, apis.passesBoth);
    this.#timing = new TimingReader(source, index, apis.timingOf, (variable) => this.#errors.has(variable));
    this.#protocols = this.#readProtocols();
  }

  /**
   * Sets the variables that are error parameters of callbacks found to be error-first, whatever their names are.
   *
   * @returns whether the protocol of a function may change: it depended on a variable that was not known to be an error
   */
  learnErrors(errors: ReadonlySet<Scope.Variable>): boolean {
    const isNews = [...errors].some((variable) => this.#otherVariables.has(variable));
    this.#errors = errors;
    this.#timing.forget();
    if (isNews) this.#forgetProtocols();
    return isNews;
  }

  /**
   * Sets the callees that were found to call their last argument error-first, so that a callback that is forwarded to them is error-first, too.
   *
   * @param isErrorFirstCall whether the callee of a call is one of them
   * @returns whether the protocol of a function may change: it depended on a call whose callee was not known to be one of them
   */
  learnCallees(isErrorFirstCall: (call: Call) => boolean): boolean {
    this.#isErrorFirstCall = isErrorFirstCall;
    const isNews = [...this.#otherCalls].some(isErrorFirstCall);
    if (isNews) this.#forgetProtocols();
    return isNews;
  }

  #forgetProtocols(): void {
    this.#otherVariables.clear();
    this.#otherCalls.clear();
    this.#protocols = this.#readProtocols();
    this.#withCollections = null;
  }

  #readProtocols(followsCollections = false): Protocols {
    const importedHandlersOf = (call: Call, argument: TSESTree.Node) => this.#importedHandlersOf(call, argument);
    const isError = (variable: Scope.Variable): boolean => {
      const isKnown = this.#errors.has(variable);
      if (!isKnown) this.#otherVariables.add(variable);
      return isKnown;
    };
    const isErrorFirstCall = (call: Call): boolean => {
      const isKnown = this.#isErrorFirstCall(call);
      if (!isKnown) this.#otherCalls.add(call);
      return isKnown;
    };
    return new Protocols(this.index, this.#bindings, this.#apis.isErrorFirst, isError, importedHandlersOf, isErrorFirstCall, followsCollections);
  }

  /** The protocol by which the callee of a call calls its argument at a position; `unknown` if no definition of the callee is known. */
  protocolOfArgument(call: Call, position: number): Protocol {
    return this.#protocols.ofArgument(call, position);
  }

  /**
   * As `protocolOfArgument`, with callbacks that are put into lists and maps, `this.waiting.push(cb)`, and called by what takes them out. Lists are
   * found by their names, so this is no proof.
   */
  protocolOfStoredArgument(call: Call, position: number): Protocol {
    return (this.#withCollections ??= this.#readProtocols(true)).ofArgument(call, position);
  }

  /** The protocol by which a function calls its parameter at a position, if that takes the last argument of a call; `unknown` if it has no name. */
  protocolOfParameter(fn: FunctionNode, position: number): Protocol {
    return this.#protocols.ofParameter(fn, position, true);
  }

  /** Whether all methods of the file with a name call their argument at a position error-first, and there is one. */
  isMethodErrorFirst(name: string, position: number): boolean {
    const methods = this.index.methodsNamed(name);
    return methods.length > 0 && methods.every((fn) => hasErrorFirst.has(this.#protocols.ofParameter(fn, position, true)));
  }

  /**
   * What the functions of the project that a callee may be do with one argument of the call.
   *
   * @returns one handler for each definition of the callee; an empty list if neither the file nor a file that it imports defines it
   */
  handlersOf(call: Call, argument: TSESTree.Node): readonly CompletionHandler[] {
    const own = this.index.recipientsOf(call, argument);
    if (own.length === 0) return this.#importedHandlersOf(call, argument);
    return own.flatMap((recipient) => this.#handlerOfUses(usesOfArgument(recipient, this.#bindings), recipient) ?? []);
  }

  /** Whether all definitions of the callee of a call, in the file or in one that it imports, never pass an error to an argument. False where there is none. */
  neverFails(call: Call, argument: TSESTree.Node): boolean {
    const isSafe = (next: Call, mention: TSESTree.Node): boolean => neverFail(this.#importedHandlersOf(next, mention));
    return isSafe(call, argument) || this.#passesNoError(call, argument, { forwards: isSafe, calls: isSafe });
  }

  /** Whether all definitions of the callee of a call, in the file or in one that it imports, pass an argument nothing at all: `stop(cb) { this.server = null; cb(); }`. */
  callsBackWithNothing(call: Call, argument: TSESTree.Node): boolean {
    return this.neverFails(call, argument) && this.handlersOf(call, argument).every(({ results, protocol }) => protocol === 'unknown' && results.count === 0);
  }

  /**
   * Whether all definitions of the callee of a call in the file pass an argument no other errors than those of some calls that they forward it to:
   * `reply` of `reply(text, cb) { this.socket.write(text, cb); }` only those of `write`.
   *
   * @param isOrigin whether a call is one of them
   */
  failsOnlyAs(call: Call, argument: TSESTree.Node, isOrigin: ForwardsSafely): boolean {
    return this.#passesNoError(call, argument, { forwards: isOrigin, calls: isOrigin });
  }

  /**
   * Whether all functions in front of an argument never pass an error to their own callbacks, and there is one, so that a loop or a series of
   * them has none to pass on: `async.each(list, (item, cb) => cb(), done)`, `async.map(list, async.reflect(load), done)`.
   */
  workersNeverFail(call: Call, argument: TSESTree.Node): boolean {
    const before = call.arguments.slice(0, (call.arguments as TSESTree.Node[]).indexOf(argument));
    const given = before.flatMap((each) => (each.type === 'ArrayExpression' ? each.elements : [each]));
    const worker = given.at(-1);
    if (worker?.type === 'CallExpression' && passesErrorsAsResults(this.index.paths.pathOf(worker.callee) ?? '')) return true;
    const workers = given.flatMap((each) => (each && this.#bindings.functionOf(each)) ?? []).filter(({ params }) => params.length > 0);
    return workers.length > 0 && workers.every((worker) => {
      const uses = usesOfParameter(worker, worker.params.length - 1, this.#bindings);
      const isSafe: ForwardsSafely = (next, mention) => this.neverFails(next, mention);
      return uses !== null && passesNoError(uses, this.#bindings, { forwards: isSafe, calls: isSafe });
    });
  }

  /** A function that forwards its callback to itself adds no error: `function f(list, cb) { if (!list.pop()) return cb(); f(list, cb); }`. */
  #passesNoError(call: Call, argument: TSESTree.Node, safe: SafeCalls, seen: ReadonlySet<Scope.Variable> = new Set()): boolean {
    const recipients = this.index.nearestRecipientsOf(call, argument);
    return recipients.length > 0 && recipients.every((recipient) => {
      const uses = usesOfArgument(recipient, this.#bindings);
      return uses !== null && (seen.has(uses.variable) || this.#usesPassNoError(uses, safe, seen));
    });
  }

  #usesPassNoError(uses: CallbackUses, safe: SafeCalls, seen: ReadonlySet<Scope.Variable> = new Set()): boolean {
    const along = new Set([...seen, uses.variable]);
    const called = { forwards: safe.calls, calls: safe.calls };
    return passesNoError(uses, this.#bindings, {
      forwards: (next, mention) => safe.forwards(next, mention) || this.#passesNoError(next, mention, safe, along),
      calls: (next, mention) => safe.calls(next, mention) || this.#passesNoError(next, mention, called, along),
    });
  }

  #importedHandlersOf(call: Call, argument: TSESTree.Node): readonly CompletionHandler[] {
    const imported = this.index.importedArgumentOf(call, argument);
    return imported ? handlersOfImported(imported, this.#find) : [];
  }

  /** Whether a definition of the callee of a call is known, in the file or in one that it imports. */
  hasDefinition(call: Call, argument: TSESTree.Node): boolean {
    return this.index.definitionsOf(call.callee).length > 0 || this.isDefinedElsewhere(call, argument);
  }

  /** The number of parameters that all definitions of a callee have, in the file or in one that it imports; null where there is none, or they differ. */
  parameterCountOf(callee: TSESTree.Node): number | null {
    const own = this.index.definitionsOf(callee).map(({ params }) => params.length);
    const name = own.length > 0 ? null : this.index.importedCalleeOf(callee);
    const [count, ...others] = new Set([...own, ...(name ? this.#find(name).map(({ parameters }) => parameters.length) : [])]);
    return count === undefined || others.length > 0 ? null : count;
  }

  /** Whether another file of the project defines the callee of a call, and it is known what that does with an argument. */
  isDefinedElsewhere(call: Call, argument: TSESTree.Node): boolean {
    return this.#importedHandlersOf(call, argument).length > 0;
  }

  /**
   * Whether the callee of a call is defined in the file, takes an argument as a parameter that is named like a completion callback, and only forwards
   * it to functions that are not known: `load(id, cb) { this.db.fetch(id, cb); }`.
   */
  forwardsToUnknown(call: Call, argument: TSESTree.Node): boolean {
    const recipients = this.index.nearestRecipientsOf(call, argument);
    return recipients.length > 0 && recipients.every((recipient) => {
      const uses = usesOfArgument(recipient, this.#bindings);
      return uses !== null && isOnlyForwarded(uses);
    });
  }

  /** What a function does with its parameter at a position; null if that has no name. */
  handlerOf(definition: FunctionNode, position: number): CompletionHandler | null {
    return this.#handlerOfUses(usesOfParameter(definition, position, this.#bindings), { position, isLast: true });
  }

  #handlerOfUses(uses: CallbackUses | null, place: ParameterPlace): CompletionHandler | null {
    if (!uses) return null;
    const handlers = place.isLast ? this.#handlers.last : this.#handlers.before;
    const known = handlers.get(uses.variable) ?? settleHandler(this.#summarize(uses, place), this.#find);
    handlers.set(uses.variable, known);
    return known;
  }

  /** Summarizes for other files what a function does with its parameters, and which functions of other files that depends on. */
  summaryOf(definition: FunctionNode): FunctionSummary {
    const parameters = parametersOf(definition).map((_, position) => this.#summaryOfArgument({ definition, position, isLast: false }));
    const last = [...parameters, null].map((_, position) => {
      return this.#isMovedIfLast(definition, position) ? this.#summaryOfArgument({ definition, position, isLast: true }) : null;
    });
    const { isHandle, calls } = this.#handles.ofFunction(definition);
    return { parameters, last, returnsHandle: isHandle, returnedCalls: isHandle ? [] : calls };
  }

  /** Whether a function does something else with an argument if it is the last one of the call. */
  #isMovedIfLast(definition: FunctionNode, position: number): boolean {
    const [last, before] = [true, false].map((isLast) => usesOfArgument({ definition, position, isLast }, this.#bindings)?.variable);
    return last !== before || this.#protocols.ofParameter(definition, position, true) !== this.#protocols.ofParameter(definition, position, false);
  }

  /** The summary of an argument; null if nothing is known about what the function does with it. */
  #summaryOfArgument(recipient: Recipient): HandlerSummary | null {
    const uses = usesOfArgument(recipient, this.#bindings);
    const summary = uses && uses.mentions.length > 0 ? this.#summarize(uses, recipient) : null;
    return summary && saysAnything(summary) ? summary : null;
  }

  #summarize(uses: CallbackUses, { position, isLast }: ParameterPlace): HandlerSummary {
    const { definition, variable } = uses;
    const along = this.#forwards.along(uses);
    const isParameter = variable.defs.some(({ type }) => type === 'Parameter');
    return {
      position: this.#isShuffled(variable) || !isParameter ? 'shuffled' : position,
      optional: isOptional(variable),
      protocol: this.#protocols.ofParameter(definition, position, isLast),
      invoked: this.#invocationOf(uses, new Set()),
      ...this.#timing.timingsOf(uses),
      ...resultsOf(this.#source, uses, this.#bindings),
      passes: joinPassed(along.map((each) => passedArguments(each, this.#bindings, (call, mention) => this.#passedByOthers(call, mention)))),
      // Whether those of other files fail that it is forwarded to is asked later, by `forwards`.
      neverFails: this.#usesPassNoError(uses, { forwards: (call, mention) => this.index.importedArgumentOf(call, mention) !== null, calls: () => false }),
      ...this.#errorsWithResults.of(uses),
      usesThis: variable.references.some(({ identifier }) => passesThis(identifier)),
      readsLength: along.some(({ mentions }) => readsLength(mentions, this.#bindings)),
      insideTry: along.some(({ calls }) => calls.some(isInsideTry)),
      forwards: along.flatMap((each) => this.#forwards.imported(each)),
      forwardedInTry: combine(along.flatMap((each) => this.#forwards.inTry(each)).map(({ call, mention }) => this.#timing.timingOfArgument(call, mention))),
    };
  }

  /** Whether a callback may be passed at an earlier position: `cb = options`. */
  #isShuffled(variable: Scope.Variable): boolean {
    return this.#bindings.valuesOf(variable).some((value) => {
      const other = this.#bindings.variableOf(value);
      return other !== null && other !== variable && other.defs.some(({ type, node }) => type === 'Parameter' && node === variable.defs[0]?.node);
    });
  }

  #invocationOf(uses: CallbackUses, seen: Set<FunctionNode>): Invocation {
    seen.add(uses.definition);
    if (isLimited(this.#source, uses)) return 'at-most-once';
    if (isRepeated(this.#source, this.index, uses)) return 'repeated';
    const isRepeatedBy = (next: CallbackUses): boolean => !seen.has(next.definition) && this.#invocationOf(next, seen) === 'repeated';
    return this.#forwards.directly(uses).some(isRepeatedBy) ? 'repeated' : 'unknown';
  }

  /** How many arguments the callee of a call passes to an argument, apart from what the functions of the project pass, which are asked themselves. */
  #passedByOthers(call: Call, mention: TSESTree.Node): PassedArguments {
    const recipients = this.index.recipientsOf(call, mention);
    if (recipients.length > 0) return recipients.every((recipient) => usesOfArgument(recipient, this.#bindings) !== null) ? passesNothing : passesUnknown;
    if (this.index.importedArgumentOf(call, mention)) return passesNothing;
    const path = this.index.paths.pathOf(call.callee)?.replaceAll('()', '');
    return path !== undefined && call.arguments.at(-1) === mention ? this.#apis.passedBy(path) : passesUnknown;
  }

  /** When the callee of a call calls one of its arguments; `unknown` if no definition, catalogue or convention shows it. */
  timingOfArgument(call: Call, argument: TSESTree.Node): Timing {
    return settle(this.#timing.timingOfArgument(call, argument), (imported) => timingOfImported(imported, this.#find));
  }

  /** Whether the callee of a call is an API that passes only emitters that emit nothing until a listener is added. */
  passesIdleEmitters({ callee }: Call): boolean {
    const path = this.index.paths.pathOf(callee)?.replaceAll('()', '');
    return path !== undefined && this.#apis.passesIdleEmitters(path);
  }

  /** Whether a call returns a handle in addition to calling back, `http.get(url, cb)`, as far as file, catalogue or name show it. */
  returnsHandle(call: Call): boolean {
    return this.#handles.ofCall(call);
  }

  /** The code in the file that observes what a function throws before it returns; null if there is none. */
  throwReaderOf(fn: FunctionNode): ThrowReader | null {
    let reader = this.#throwReaders.get(fn);
    if (reader === undefined) this.#throwReaders.set(fn, (reader = throwReaderOf(fn, this)));
    return reader;
  }

  /** Whether a node is in a function that has to call back before it returns, since a caller in the project depends on it. */
  isRequiredAtOnce(node: TSESTree.Node): boolean {
    this.#required ??= functionsRequiredAtOnce(this.#source, this.index, this.#requiredElsewhere, (call, argument) => this.timingOfArgument(call, argument));
    return this.#required.size > 0 && isInside(node, this.#required);
  }
}
