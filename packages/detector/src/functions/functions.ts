import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { isCalled, isInsideTry } from '../syntax/surroundings.js';
import { type ThrowReader, throwReaderOf } from './throw-reader.js';
import { type CompletionHandler, type Invocation, type Protocol, type Timing, mayBeAtOnce } from './handler/completion-handler.js';
import { passesErrorWithResult } from './handler/error-with-result.js';
import { isOptional } from './handler/optional.js';
import { Protocols } from './handler/protocol.js';
import { readsLength } from './handler/reads-length.js';
import { resultsOf } from './handler/results.js';
import { ReturnedHandles } from './handler/returned-handle.js';
import { type CallbackUses, usesOfArgument, usesOfParameter } from './index/callback-uses.js';
import type { FunctionIndex } from './index/function-index.js';
import { ValueUses } from './index/value-uses.js';
import { isLimited, isRepeated } from './invocation/repetition.js';
import { functionsRequiredAtOnce, isInside } from './timing/required-at-once.js';
import { TimingReader } from './timing/timing.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What the catalogue says about an API, by its path (`fs.readFile`). */
export interface ApiKnowledge {
  /** Whether it calls its last argument error-first. */
  readonly isErrorFirst: (path: string) => boolean;
  /** When it calls its callback; `unknown` if the catalogue does not say. */
  readonly timingOf: (path: string) => Timing;
  /** Whether the streams and emitters that it passes to its callbacks emit nothing until a listener is added. */
  readonly passesIdleEmitters: (path: string) => boolean;
  /** Whether it returns a handle in addition to calling back: a process, a request. */
  readonly returnsHandle: (path: string) => boolean;
}

/**
 * The facts about the functions of one file: what each does with its callbacks, when, how often and with which arguments. Classification,
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
  readonly #timing: TimingReader;
  readonly #handles: ReturnedHandles;
  readonly #handlers = new Map<Scope.Variable, CompletionHandler>();
  readonly #throwReaders = new Map<FunctionNode, ThrowReader | null>();
  #errors: ReadonlySet<Scope.Variable> = new Set();
  #required: ReadonlySet<FunctionNode> | null = null;
  #protocols: Protocols;

  /**
   * @param index the functions of the file
   * @param bindings the variables of the file, with the names for errors from the configuration
   * @param apis what the catalogue says about callees from elsewhere
   */
  constructor(source: Source, index: FunctionIndex, bindings: Bindings, apis: ApiKnowledge) {
    this.index = index;
    this.uses = new ValueUses(source, index);
    this.#source = source;
    this.#bindings = bindings;
    this.#apis = apis;
    this.#handles = new ReturnedHandles(source, index, apis.returnsHandle);
    this.#timing = new TimingReader(source, index, apis.timingOf, (variable) => this.#errors.has(variable));
    this.#protocols = this.#readProtocols();
  }

  /**
   * Sets the variables that are error parameters of callbacks found to be error-first, whatever their names are.
   *
   * @returns whether the protocol of a function may change: a variable that was not known before is the first argument of a call, `cb(e)`
   */
  learnErrors(errors: ReadonlySet<Scope.Variable>): boolean {
    const isNews = [...errors].some((variable) => !this.#errors.has(variable) && variable.references.some(isFirstArgument));
    this.#errors = errors;
    if (isNews) this.#protocols = this.#readProtocols();
    return isNews;
  }

  #readProtocols(): Protocols {
    return new Protocols(this.index, this.#bindings, this.#apis.isErrorFirst, (variable) => this.#errors.has(variable));
  }

  /** The protocol by which the callee of a call calls its argument at a position; `unknown` if this file does not define the callee. */
  protocolOfArgument(call: Call, position: number): Protocol {
    return this.#protocols.ofArgument(call, position);
  }

  /** The protocol by which a function calls its parameter at a position; `unknown` if that has no name. */
  protocolOfParameter(fn: FunctionNode, position: number): Protocol {
    return this.#protocols.ofParameter(fn, position);
  }

  /**
   * What the functions of the file that a callee may be do with one argument of the call.
   *
   * @returns one handler for each definition of the callee; an empty list if it is not defined in the file
   */
  handlersOf(call: Call, argument: TSESTree.Node): readonly CompletionHandler[] {
    return this.index.recipientsOf(call, argument).flatMap((recipient) => this.#handlerOfUses(usesOfArgument(recipient, this.#bindings), recipient.position) ?? []);
  }

  /** What a function does with its parameter at a position; null if that has no name. */
  handlerOf(definition: FunctionNode, position: number): CompletionHandler | null {
    return this.#handlerOfUses(usesOfParameter(definition, position, this.#bindings), position);
  }

  #handlerOfUses(uses: CallbackUses | null, position: number): CompletionHandler | null {
    if (!uses) return null;
    const known = this.#handlers.get(uses.variable) ?? this.#read(uses, position);
    this.#handlers.set(uses.variable, known);
    return known;
  }

  #read(uses: CallbackUses, position: number): CompletionHandler {
    const { definition, variable } = uses;
    return {
      position: this.#isShuffled(variable) || variable.defs.every(({ type }) => type !== 'Parameter') ? 'shuffled' : position,
      optional: isOptional(variable),
      protocol: this.protocolOfParameter(definition, position),
      invoked: this.#invocationOf(uses, new Set()),
      ...this.#timing.timingsOf(uses),
      ...resultsOf(this.#source, uses),
      errorWithResult: this.#passesBoth(uses, new Set()),
      usesThis: variable.references.some(({ identifier }) => passesThis(identifier)),
      readsLength: this.#readsLength(uses, new Set()),
      insideTry: this.#callsInsideTry(uses, new Set()),
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
    return this.#someForward(uses, seen, (next) => this.#invocationOf(next, seen) === 'repeated') ? 'repeated' : 'unknown';
  }

  #passesBoth(uses: CallbackUses, seen: Set<FunctionNode>): boolean {
    seen.add(uses.definition);
    return passesErrorWithResult(uses, this.index) || this.#someForward(uses, seen, (next) => this.#passesBoth(next, seen));
  }

  #readsLength(uses: CallbackUses, seen: Set<FunctionNode>): boolean {
    seen.add(uses.definition);
    return readsLength(uses.mentions, this.#bindings) || this.#someForward(uses, seen, (next) => this.#readsLength(next, seen));
  }

  /** Whether it calls back in a `try`, or forwards the callback there to a callee that may call back before it returns. */
  #callsInsideTry(uses: CallbackUses, seen: Set<FunctionNode>): boolean {
    seen.add(uses.definition);
    return (
      uses.calls.some(isInsideTry) ||
      uses.forwards.some((mention) => isInsideTry(mention) && this.#mayCallAtOnce(mention)) ||
      this.#someForward(uses, seen, (next) => this.#callsInsideTry(next, seen))
    );
  }

  /** Whether the callee that a mention is passed to may call it before it returns, as far as the file shows. */
  #mayCallAtOnce(mention: TSESTree.Node): boolean {
    const { parent } = mention;
    if (parent?.type !== 'CallExpression' || parent.callee === mention) return false;
    return mayBeAtOnce(this.timingOfArgument(parent, mention));
  }

  /** Whether a test is true for another function of the file that the callback is forwarded to. */
  #someForward({ mentions }: CallbackUses, seen: ReadonlySet<FunctionNode>, test: (uses: CallbackUses) => boolean): boolean {
    return mentions.some((mention) => {
      const { parent } = mention;
      if (parent?.type !== 'CallExpression' || parent.callee === mention) return false;
      return this.index.recipientsOf(parent, mention).some((recipient) => {
        const next = seen.has(recipient.definition) ? null : usesOfArgument(recipient, this.#bindings);
        return next !== null && test(next);
      });
    });
  }

  /** When the callee of a call calls one of its arguments; `unknown` if neither the file, the catalogue nor a convention shows it. */
  timingOfArgument(call: Call, argument: TSESTree.Node): Timing {
    return this.#timing.timingOfArgument(call, argument);
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

  /** Whether a node is in a function that has to call back before it returns, since a caller in the file depends on it. */
  isRequiredAtOnce(node: TSESTree.Node): boolean {
    this.#required ??= functionsRequiredAtOnce(this.#source, this.index, (call, argument) => this.timingOfArgument(call, argument));
    return this.#required.size > 0 && isInside(node, this.#required);
  }

  /** The callback parameters of a function: those that it calls, or forwards to a callee that calls them. */
  handlersIn(definition: FunctionNode): readonly CompletionHandler[] {
    return parametersOf(definition).flatMap((_, position) => {
      const handler = this.handlerOf(definition, position);
      return handler && (handler.protocol !== 'unknown' || isCalledBack(handler)) ? [handler] : [];
    });
  }
}

/** Whether a parameter is certainly called on some path. */
function isCalledBack({ onSuccess, onError }: CompletionHandler): boolean {
  return [onSuccess, onError].some((timing) => timing !== 'never' && timing !== 'unknown' && timing !== 'as-passed');
}

/** Whether a mention is the first argument of a call: `err` of `cb(err)`. */
function isFirstArgument({ identifier }: Scope.Reference): boolean {
  const { parent } = identifier;
  return parent.type === 'CallExpression' && parent.arguments[0] === identifier;
}

/** Whether a mention of a callback is called with a `this`: `cb.call(this, err)`, `cb.apply(self, arguments)`. Not `cb.call(null, err)`. */
function passesThis(name: TSESTree.Node): boolean {
  const member = name.parent;
  if (member?.type !== 'MemberExpression' || member.object !== name || !isCalled(member)) return false;
  const [receiver] = (member.parent as TSESTree.CallExpression).arguments;
  const isMethod = member.property.type === 'Identifier' && (member.property.name === 'call' || member.property.name === 'apply');
  return isMethod && receiver !== undefined && !(receiver.type === 'Literal' && receiver.value === null);
}
