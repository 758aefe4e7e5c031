import { type CallbackSite, type Source, isCallbackName } from '@uncallback/detector';
import { AST_NODE_TYPES as T } from '@typescript-eslint/types';

import { calleeName } from '../callee.js';
import { type CalleeHabit, findCalleeHabit, isAwaitedSynchronously } from '../callee-definition.js';
import { countsItsCalls, tellsOfRepeatedCalls } from '../counted-calls.js';
import { givesErrorAndResult } from '../given-together.js';
import { definitionsOf, isOverloaded, returnsFunction } from '../own-definitions.js';
import { isRepeatingByName } from '../repeating-name.js';
import { returnsHandle } from '../returned-values.js';
import { isFunction } from '../tree.js';

/** How the callee of a site calls back, as far as the file or the name shows it. Planning asks nowhere else. */
export class CalleeFacts {
  readonly #source: Source;
  readonly #site: CallbackSite;
  #habit: CalleeHabit | null | undefined;

  constructor(source: Source, site: CallbackSite) {
    this.#source = source;
    this.#site = site;
  }

  /** `rows(query, function (err, row) {}, done)`: what is in front of the callback that is called at the end is called for each. */
  get isForEach(): boolean {
    const { call, argument } = this.#site;
    // `find(wrap(function (err, row) {}, callback))`
    if (call.parent.type === T.CallExpression) return false;
    const later = call.arguments.slice(call.arguments.indexOf(argument) + 1);
    const isCompleted = later.some((other) => other.type === T.Identifier && isCallbackName(other.name));
    return isCompleted && definitionsOf(this.#source, call.callee).length === 0;
  }

  /** The name says that it calls back any number of times, and the callback is not the one at the end of an iteration. */
  get isRepeatingByName(): boolean {
    return !this.#endsIteration && isRepeatingByName(this.#source, this.#site.call);
  }

  /** What its definition shows, where the file has it. */
  get habit(): CalleeHabit | null {
    return this.#habit === undefined ? (this.#habit = findCalleeHabit(this.#source, this.#site)) : this.#habit;
  }

  /** The callback counts its calls. */
  get isCounted(): boolean {
    return countsItsCalls(this.#source, this.#site);
  }

  /** The callback, or a comment at it, says that it is called again. */
  get isSaidToRepeat(): boolean {
    return tellsOfRepeatedCalls(this.#source, this.#site);
  }

  /** The code behind the call reads what the callback writes. */
  get isAwaitedSynchronously(): boolean {
    return isAwaitedSynchronously(this.#source, this.#site);
  }

  /** TypeScript: it has several signatures, of which `promisify` would only see the last. */
  get isOverloaded(): boolean {
    return isOverloaded(this.#source, this.#site.call.callee);
  }

  /** Somewhere it passes an error and a result at once. */
  get givesErrorAndResult(): boolean {
    return givesErrorAndResult(this.#source, this.#site);
  }

  /** It returns something to go on with beside its callback: what is known of the API, or a function, by its definition. */
  get returnsHandle(): boolean {
    const { api, call } = this.#site;
    return (
      returnsHandle(api, calleeName(call.callee)) ||
      definitionsOf(this.#source, call.callee).some((definition) => returnsFunction(this.#source, definition))
    );
  }

  /** `eachOf(list, function (item, next) {}, function (err) {})`: what is behind the worker is called at the end. */
  get #endsIteration(): boolean {
    const { call, argument } = this.#site;
    return call.arguments.at(-1) === argument && call.arguments.slice(0, -1).some((other) => isFunction(other));
  }
}
