import type { Scenario } from './scenario.js';

/** An event of a program that the outside world can notice. */
export interface TraceEvent {
  readonly kind: 'call' | 'callback' | 'assignment' | 'test' | 'exit' | 'uncaught' | 'limit';
  readonly text: string;
}

export interface Trace {
  readonly events: readonly TraceEvent[];
  /** Asynchronous calls started. */
  readonly asyncCalls: number;
  /** Plain calls made that the scenario may let throw. */
  readonly plainCalls: number;
}

export interface CompareOptions {
  /**
   * Tolerate what `--idiomatic` documents: an exception in a body reaches the host's callback as its error, where no callback
   * is given to a function that needs one, that is noticed sooner, and a test whose assertion of no error fails tells the error.
   */
  readonly idiomatic: boolean;
}

/**
 * Compares what a program did before and after a rewrite.
 *
 * @returns null where both did the same, otherwise a text that shows both from just before the point of divergence
 */
export function findDivergence(before: Trace, after: Trace, scenario: Scenario, options: CompareOptions): string | null {
  const expected = before.events;
  const actual = after.events;
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    if (expected[index]?.text === actual[index]?.text) continue;
    if (options.idiomatic && isFailedEitherWay(expected[index], actual[index])) continue;
    if (options.idiomatic && isDeliveredInstead(expected[index], actual[index])) return null;
    if (options.idiomatic && scenario.withoutCallback && isNoticedSooner(expected, actual[index])) return null;
    return describeDivergence(expected, actual, index);
  }
  return null;
}

function isDeliveredInstead(expected: TraceEvent | undefined, actual: TraceEvent | undefined): boolean {
  if (expected?.kind !== 'uncaught' || actual?.kind !== 'callback') return false;
  const error = expected.text.slice('uncaught '.length);
  return actual.text.includes(`(${error})`);
}

function isFailedEitherWay(expected: TraceEvent | undefined, actual: TraceEvent | undefined): boolean {
  const [before, after] = [expected, actual].map((event) => /^(.*: )failed with (.*)$/.exec(event?.kind === 'test' ? event.text : ''));
  return before?.[1] !== undefined && before[1] === after?.[1] && before[2] === 'Error: assertion failed';
}

const isNoticedSooner = (expected: readonly TraceEvent[], actual: TraceEvent | undefined): boolean =>
  actual?.text === 'uncaught TypeError' && expected.at(-1)?.kind === 'uncaught';

function describeDivergence(expected: readonly TraceEvent[], actual: readonly TraceEvent[], index: number): string {
  const show = (events: readonly TraceEvent[]) =>
    events
      .slice(0, index + 8)
      .map((event, at) => `${at === index ? '>' : ' '} ${event.text}`)
      .concat(events.length <= index ? ['> (ends here)'] : [])
      .join('\n');
  return `before:\n${show(expected)}\nafter:\n${show(actual)}`;
}
