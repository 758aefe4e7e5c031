interface Task {
  readonly time: number;
  readonly priority: number;
  readonly order: number;
  readonly run: () => void;
}

/** Waits until all pending microtasks, next ticks and unhandled rejections have been processed. */
export const drainMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A virtual clock: time passes only when no other work is left. */
export class VirtualClock {
  now = 0;
  #order = 0;
  #tasks: Task[] = [];

  /**
   * Runs a task later.
   *
   * @param priority the order of tasks at one time: lower runs first
   * @returns a function that cancels the task
   */
  schedule(delay: number, run: () => void, priority = 1): () => void {
    const task: Task = { time: this.now + Math.max(0, delay), priority, order: this.#order++, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Runs all tasks in their order, each to the end of its microtasks, until none is left or `isOver` says so. */
  async runUntilIdle(isOver: () => boolean): Promise<void> {
    await drainMicrotasks();
    while (this.#tasks.length > 0 && !isOver()) {
      const task = this.#tasks.reduce((first, other) => (isBefore(other, first) ? other : first));
      this.#tasks = this.#tasks.filter((other) => other !== task);
      this.now = task.time;
      task.run();
      await drainMicrotasks();
    }
  }
}

function isBefore(a: Task, b: Task): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.order < b.order;
}
