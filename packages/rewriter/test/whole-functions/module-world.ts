import { VirtualClock } from '../harness/clock.js';
import { latencyOf } from '../harness/scenario.js';
import { renderValue } from '../harness/value-text.js';
import type { Scenario } from './scenarios.js';
import type { TraceEvent } from './trace.js';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

const maximalEvents = 1500;

type Untimed<T> = T extends unknown ? Omit<T, 'time'> : never;

/** The state of one run: its clock, what has happened since the driver's last call, and how often the API was called. */
export class ModuleWorld {
  readonly clock = new VirtualClock();
  /** After an uncaught exception nothing is run or recorded any more, as in a process that has ended. */
  isOver = false;
  asyncCalls = 0;
  plainCalls = 0;
  #events: TraceEvent[] = [];

  constructor(readonly scenario: Scenario) {}

  record(event: Untimed<TraceEvent>): void {
    if (this.isOver) return;
    this.#events.push({ ...event, time: this.clock.now } as TraceEvent);
    if (this.#events.length < maximalEvents) return;
    this.#events.push({ kind: 'limit', time: this.clock.now });
    this.isOver = true;
  }

  /** Hands out the events since the last time. */
  takeEvents(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  uncaught(error: unknown): void {
    this.record({ kind: 'uncaught', text: renderValue(error) });
    this.isOver = true;
  }

  /** Calls a function of the module from a timer or from the API. */
  invoke(callee: AnyFunction, args: readonly unknown[]): void {
    if (this.isOver) return;
    try {
      callee(...args);
    } catch (error) {
      this.uncaught(error);
    }
  }

  later(delay: number, callee: AnyFunction, args: readonly unknown[], priority = 1): void {
    this.clock.schedule(delay, () => this.invoke(callee, args), priority);
  }

  /**
   * Ends a call of the API later, each number of a call with a latency of its own.
   *
   * @param outcome what a call that succeeds passes to the callback
   */
  callBack(name: string, callback: AnyFunction, outcome: readonly unknown[]): void {
    const number = ++this.asyncCalls;
    const error = Object.assign(new Error(`${name} failed as ${number}`), { code: number % 2 === 0 ? 'ENOENT' : 'EACCES' });
    this.later(latencyOf(1, number), callback, this.scenario.fails(number) ? [error] : outcome);
  }
}
