import type { Scenario } from './scenarios.js';
import { type Session, type Trace, type TraceEvent, renderEvent } from './trace.js';

export interface CompareOptions {
  readonly scenario: Scenario;
  /** A function of the module may ignore an error, so that nobody outside of it notices what became of an exception. */
  readonly mayIgnoreErrors: boolean;
}

type Callback = Extract<TraceEvent, { kind: 'callback' }>;

/**
 * Compares what a module did before and after a rewrite, session by session: the calls that it made, in their order and each at
 * the same time of the clock; the callbacks of the driver, in their order, with the same values and as many of them; what the
 * called function returned or threw; what nobody caught. How calls and callbacks of one time alternate is not compared, since
 * an edge calls back a tick later.
 *
 * A module that does not stop by itself is not compared. Tolerated is only what the functions below say, each one a row of "What changes, what stays" in the design.
 *
 * @returns null where both did the same, else a text with both sessions and the first difference
 */
export function compareTraces(before: Trace, after: Trace, { scenario, mayIgnoreErrors }: CompareOptions): string | null {
  for (const [index, expected] of before.sessions.entries()) {
    const actual = after.sessions[index] ?? { ...expected, events: [] };
    if (expected.events.some(({ kind }) => kind === 'limit')) return null;
    if (scenario.consumerThrows && expected.events.some(({ kind }) => kind === 'callback')) {
      return compareWithThrowingConsumer(expected, actual);
    }
    const difference = findDifference(expected.events, actual.events, expected);
    if (difference === null) continue;
    const escape = expected.events.find((event) => isEscape(event, expected));
    if (escape === undefined || !isReachedToo(expected.events.slice(0, expected.events.indexOf(escape)), actual.events)) {
      return describe(expected, actual, difference);
    }
    const mayBeLost = mayIgnoreErrors || (expected.takesCallback && !expected.passesCallback);
    return mayBeLost || isNoticed(escape, actual.events) ? null : describe(expected, actual, 'the exception is lost');
  }
  return null;
}

/**
 * An exception in a body that ended the process, or came out of the called function. It becomes the error of the callback, a
 * rejection that a caller in the file handles, or nothing at all where a default callback is silent. A function that throws
 * at bad arguments of its own, with its name in the message, goes on throwing at once.
 */
function isEscape(event: TraceEvent, { callee }: Session): boolean {
  if (event.kind === 'uncaught') return true;
  return event.kind === 'threw' && !event.text.includes(`${callee} `);
}

/** The exception arrives somewhere: at the callback, in a log, or as a rejection that nobody handles. Messages of the engine may have changed. */
function isNoticed(escape: TraceEvent, actual: readonly TraceEvent[]): boolean {
  const message = renderEvent(escape).replace(/^.*?Error(?:: )?/, '');
  return actual.some((event) => renderEvent(event).includes(message));
}

/** The output did at least what the module did before the exception. */
function isReachedToo(expected: readonly TraceEvent[], actual: readonly TraceEvent[]): boolean {
  const calls = callsOf(actual);
  const callbacks = callbacksOf(actual);
  return (
    callsOf(expected).every((event, index) => isSameEvent(event, calls[index])) &&
    callbacksOf(expected).every((event, index) => isSameCallback(event, callbacks[index]))
  );
}

/**
 * A callback that throws ends the process: at once, or a tick later, so it does not come out of the called function any more, nor
 * into a `try` of its body, nor does it stop a list of callbacks. So the rest of the session is not compared, but the exception must not be lost.
 */
function compareWithThrowingConsumer(expected: Session, actual: Session): string | null {
  const first = expected.events.findIndex(({ kind }) => kind === 'callback');
  const last = actual.events.findIndex(({ kind }) => kind === 'callback');
  const isLost = !actual.events.some(isConsumersException) && expected.events.some(isConsumersException);
  const callback = expected.events[first];
  const isSame = callback?.kind === 'callback' && isSameCallback(callback, callbacksOf(actual.events)[0]);
  if (last >= 0 && !isLost && isSame && isReachedToo(expected.events.slice(0, first), actual.events)) return null;
  return describe(expected, actual, isLost ? 'the exception of the callback is lost' : 'not the same up to the callback that throws');
}

const isConsumersException = (event: TraceEvent): boolean =>
  (event.kind === 'uncaught' || event.kind === 'threw') && event.text.includes('the consumer threw');

/** The first difference between two sessions in words; null where there is none. */
function findDifference(expected: readonly TraceEvent[], actual: readonly TraceEvent[], session: Session): string | null {
  return (
    findFirst('call', callsOf(expected), callsOf(actual), isSameEvent) ??
    findFirst('callback', callbacksOf(expected), callbacksOf(actual), isSameCallback) ??
    findFirst('end of the call', endsOf(expected), endsOf(actual), (one, other) => isSameEnd(one, other, session.takesCallback && callbacksOf(expected).length > 0))
  );
}

function findFirst<T extends TraceEvent>(
  what: string,
  expected: readonly T[],
  actual: readonly T[],
  isSame: (expected: T, actual: T | undefined) => boolean,
): string | null {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const one = expected[index];
    const other = actual[index];
    if (one !== undefined && isSame(one, other)) continue;
    return `${what} ${index + 1}: ${one ? renderEvent(one) : 'none'} became ${other ? renderEvent(other) : 'none'}`;
  }
  return null;
}

const callsOf = (events: readonly TraceEvent[]): TraceEvent[] => events.filter(({ kind }) => kind === 'call' || kind === 'limit');
const callbacksOf = (events: readonly TraceEvent[]): Callback[] => events.filter((event) => event.kind === 'callback');
const endsOf = (events: readonly TraceEvent[]): TraceEvent[] =>
  events.filter(({ kind }) => kind === 'returned' || kind === 'threw' || kind === 'uncaught');

const isSameEvent = (one: TraceEvent, other: TraceEvent | undefined): boolean =>
  other !== undefined && renderEvent(one) === renderEvent(other);

/**
 * Equal values, as many as before, at the same time; but for an absent error, see `isSameValues`. A callback that was called without
 * `this` may get one: `callbackify` passes its own on.
 */
const isSameCallback = (one: Callback, other: Callback | undefined): boolean =>
  other !== undefined && one.time === other.time && (one.receiver === null || one.receiver === other.receiver) && isSameValues(one.values, other.values);

/**
 * An absent error arrives as `null`: `cb(undefined, x)` may become `cb(null, x)`, and `cb()` may become `cb(null)`. Nothing else:
 * `cb(null)` does not become `cb()` or `cb(null, undefined)`.
 */
function isSameValues(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 && other.length === 1) return other[0] === 'null';
  if (one.length !== other.length) return false;
  return one.every((value, index) => value === other[index] || (index === 0 && value === 'undefined' && other[index] === 'null'));
}

/**
 * What a call returned, threw, or left uncaught. A function that does not call back may become async, and so return a promise instead of
 * nothing. The timer that `return setImmediate(cb)` returned is of no use to anybody.
 */
function isSameEnd(one: TraceEvent, other: TraceEvent | undefined, callsBack: boolean): boolean {
  if (other === undefined) return false;
  if (one.kind === 'returned' && other.kind === 'returned') {
    if (!callsBack && one.text === 'undefined' && other.text === '[promise]') return true;
    if (one.text === '<timer>' && other.text === 'undefined') return true;
  }
  return isSameEvent(one, other);
}

function describe(expected: Session, actual: Session, difference: string): string {
  const [before, after] = [expected, actual].map(({ events }) => events.map((event) => renderEvent(event)));
  let first = 0;
  while (before?.[first] !== undefined && before[first] === after?.[first]) first++;
  const start = Math.max(0, first - 6);
  const show = (lines: readonly string[] = []) =>
    lines.slice(start, start + 24).map((line, index) => `${start + index === first ? '>' : ' '} ${line}`).join('\n');
  return `${expected.name}: ${difference}\nbefore:\n${show(before)}\nafter:\n${show(after)}`;
}
