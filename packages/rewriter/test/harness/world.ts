import { VirtualClock } from './clock.js';
import { type Scenario, latencyOf } from './scenario.js';
import type { Trace, TraceEvent } from './trace.js';
import { renderOutcome, renderValue } from './value-text.js';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** A test that the program registered with `it` and its like. */
export interface RegisteredTest {
  readonly name: string;
  readonly body: AnyFunction;
}

/** Thrown by `process.exit` to leave the program. */
class ExitSignal extends Error {}

const maximalEvents = 3000;

/** The state of one run of a program: its clock, its trace, how it ended. */
export class World {
  readonly clock = new VirtualClock();
  readonly events: TraceEvent[] = [];
  readonly tests: RegisteredTest[] = [];
  readonly #counts = new Map<string, number>();
  isOver = false;
  asyncCalls = 0;
  plainCalls = 0;
  /** Set while a test runs: takes the exceptions that would otherwise end the process. */
  failTest: ((error: unknown) => void) | null = null;

  constructor(
    readonly scenario: Scenario,
    readonly mayThrow: (label: string) => boolean,
  ) {}

  record(kind: TraceEvent['kind'], text: string): void {
    if (this.isOver) return;
    this.events.push({ kind, text });
    if (this.events.length < maximalEvents) return;
    this.events.push({ kind: 'limit', text: 'too many events' });
    this.isOver = true;
  }

  /** Numbers the uses of a label: 1, 2, 3. */
  count(label: string): number {
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    return count;
  }

  /** An exception that nobody catches, or a rejection that nobody handles. */
  uncaught(error: unknown): void {
    if (error instanceof ExitSignal || this.isOver) return;
    if (this.failTest) {
      this.failTest(error);
      return;
    }
    this.record('uncaught', `uncaught ${renderValue(error)}`);
    this.isOver = true;
  }

  exit(code: unknown): never {
    this.record('exit', `exit ${renderValue(code)}`);
    this.isOver = true;
    throw new ExitSignal();
  }

  /** Calls a function of the program from the outside. */
  invoke(callee: AnyFunction, receiver: unknown, args: readonly unknown[]): unknown {
    if (this.isOver) return undefined;
    try {
      return Reflect.apply(callee, receiver, args);
    } catch (error) {
      this.uncaught(error);
      return undefined;
    }
  }

  invokeLater(callee: AnyFunction, receiver: unknown, args: readonly unknown[], round = 0): void {
    const delay = latencyOf(this.scenario.seed, 500 + this.count('later')) + round * 500;
    this.clock.schedule(delay, () => this.invoke(callee, receiver, args));
  }

  /** A plain call, which throws where the scenario says so. */
  plainCall(label: string): void {
    if (!this.mayThrow(label)) return;
    this.plainCalls++;
    if (this.scenario.throws(this.plainCalls)) throw new Error(`${label} threw`);
  }

  /**
   * Starts an asynchronous call and completes it as the scenario wants.
   *
   * @param complete gets `[error]` or `[null, ...results]`
   */
  startAsync(label: string, results: readonly unknown[], complete: (outcome: readonly unknown[]) => void): void {
    const call = ++this.asyncCalls;
    const outcome = this.scenario.fails(call) ? [failureOf(label, call + this.scenario.seed)] : [null, ...results];
    this.clock.schedule(latencyOf(this.scenario.seed, call), () => complete(outcome));
  }

  /** A completion callback of the outside world, which records its arguments in the trace. */
  recordingCallback(label: string): AnyFunction {
    return (...outcome) => {
      this.record('callback', `${label}(${renderOutcome(outcome)})`);
      if (this.scenario.consumerThrows) throw new Error(`the consumer ${label} threw`);
      return undefined;
    };
  }

  trace(): Trace {
    return { events: this.events, asyncCalls: this.asyncCalls, plainCalls: this.plainCalls };
  }
}

function failureOf(label: string, variant: number): Error {
  return Object.assign(new Error(`${label} failed`), { code: variant % 2 === 0 ? 'ENOENT' : 'EACCES' });
}
