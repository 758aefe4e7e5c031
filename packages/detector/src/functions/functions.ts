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

/** What the catalogue says of an API by its path. */
export interface ApiKnowledge {
  readonly isErrorFirst: (path: string) => boolean;
  readonly timingOf: (path: string) => Timing;
  /** Whether what it gives the functions that it calls emits nothing until somebody listens. */
  readonly passesIdleEmitters: (path: string) => boolean;
  /** Whether it returns something to go on with beside its callback: a process, a request. */
  readonly returnsHandle: (path: string) => boolean;
}

/** Answers what the functions of one file do with their callbacks. Classification, rules and planner all ask here. */
export class Functions {
  readonly index: FunctionIndex;
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

  /** @param bindings knows the user's names for errors */
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
   * Tells which variables are errors of callbacks that were found to be error-first, whatever their names are.
   *
   * @returns whether that may change the protocol of a function: one of them, not known before, is the first argument of a call
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

  /** How the callee of a call, where this file defines it, calls its argument at a position. */
  protocolOfArgument(call: Call, position: number): Protocol {
    return this.#protocols.ofArgument(call, position);
  }

  /** How a function calls its parameter at a position. */
  protocolOfParameter(fn: FunctionNode, position: number): Protocol {
    return this.#protocols.ofParameter(fn, position);
  }

  /**
   * What the functions of the file that a callee may be do with one argument of the call.
   *
   * @returns none where the callee comes from elsewhere
   */
  handlersOf(call: Call, argument: TSESTree.Node): readonly CompletionHandler[] {
    return this.index.takersOf(call, argument).flatMap((taker) => this.#handlerOfUses(usesOfArgument(taker, this.#bindings), taker.position) ?? []);
  }

  /** What a function does with its parameter at a position; null where that has no name. */
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

  /** `cb = options`: the callback may be given in front of what stands for it. */
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

  /** Whether it calls back in a `try`, or calls another function of the file there that may call back before it returns. */
  #callsInsideTry(uses: CallbackUses, seen: Set<FunctionNode>): boolean {
    seen.add(uses.definition);
    return (
      uses.calls.some(isInsideTry) ||
      uses.forwards.some((mention) => isInsideTry(mention) && this.#mayCallAtOnce(mention)) ||
      this.#someForward(uses, seen, (next) => this.#callsInsideTry(next, seen))
    );
  }

  /** Whether the callee that a mention is given to calls it before it returns, as far as the file shows. */
  #mayCallAtOnce(mention: TSESTree.Node): boolean {
    const { parent } = mention;
    if (parent?.type !== 'CallExpression' || parent.callee === mention) return false;
    return mayBeAtOnce(this.timingOfArgument(parent, mention));
  }

  /** Whether something holds of another function of the file to which the callback goes as an argument. */
  #someForward({ mentions }: CallbackUses, seen: ReadonlySet<FunctionNode>, test: (uses: CallbackUses) => boolean): boolean {
    return mentions.some((mention) => {
      const { parent } = mention;
      if (parent?.type !== 'CallExpression' || parent.callee === mention) return false;
      return this.index.takersOf(parent, mention).some((taker) => {
        const next = seen.has(taker.definition) ? null : usesOfArgument(taker, this.#bindings);
        return next !== null && test(next);
      });
    });
  }

  /** When the callee of a call calls one of its arguments. */
  timingOfArgument(call: Call, argument: TSESTree.Node): Timing {
    return this.#timing.timingOfArgument(call, argument);
  }

  /** Whether the callee of a call is an API that gives the functions that it calls what emits nothing until somebody listens. */
  passesIdleEmitters({ callee }: Call): boolean {
    const path = this.index.paths.pathOf(callee)?.replaceAll('()', '');
    return path !== undefined && this.#apis.passesIdleEmitters(path);
  }

  /** Whether a call returns something to go on with beside its callback, as far as the file, the catalogue or a name shows it. */
  returnsHandle(call: Call): boolean {
    return this.#handles.ofCall(call);
  }

  /** Who in the file looks at what a function throws before it returns; null for nobody. */
  throwReaderOf(fn: FunctionNode): ThrowReader | null {
    let reader = this.#throwReaders.get(fn);
    if (reader === undefined) this.#throwReaders.set(fn, (reader = throwReaderOf(fn, this)));
    return reader;
  }

  /** Whether a node is in a function that has to call back before it returns, as a caller in the file counts on it. */
  isRequiredAtOnce(node: TSESTree.Node): boolean {
    this.#required ??= functionsRequiredAtOnce(this.#source, this.index);
    return this.#required.size > 0 && isInside(node, this.#required);
  }

  /** The callback parameters of a function: those that it calls, or forwards to what calls them. */
  handlersIn(definition: FunctionNode): readonly CompletionHandler[] {
    return parametersOf(definition).flatMap((_, position) => {
      const handler = this.handlerOf(definition, position);
      return handler && (handler.protocol !== 'unknown' || isCalledBack(handler)) ? [handler] : [];
    });
  }
}

/** Whether a parameter is certainly called at some time. */
function isCalledBack({ onSuccess, onError }: CompletionHandler): boolean {
  return [onSuccess, onError].some((timing) => timing !== 'never' && timing !== 'unknown' && timing !== 'as-passed');
}

/** Whether a variable is given to a call first: `cb(err)`. */
function isFirstArgument({ identifier }: Scope.Reference): boolean {
  const { parent } = identifier;
  return parent.type === 'CallExpression' && parent.arguments[0] === identifier;
}

/** `cb.call(this, err)`, `cb.apply(self, arguments)` */
function passesThis(name: TSESTree.Node): boolean {
  const member = name.parent;
  if (member?.type !== 'MemberExpression' || member.object !== name || !isCalled(member)) return false;
  const [receiver] = (member.parent as TSESTree.CallExpression).arguments;
  const isMethod = member.property.type === 'Identifier' && (member.property.name === 'call' || member.property.name === 'apply');
  return isMethod && receiver !== undefined && !(receiver.type === 'Literal' && receiver.value === null);
}
