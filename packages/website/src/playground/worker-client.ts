import type { Answer, Question, Topics } from '../worker/protocol.js';

/** Asks a worker, which is loaded when its client is made. */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;

  /** @param url the address of the worker's module */
  constructor(url: string) {
    this.#worker = new Worker(url, { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    this.#worker.onerror = ({ message }) => {
      for (const [id, resolve] of this.#waiting) resolve({ id, crash: message || 'the worker could not be loaded' });
      this.#waiting.clear();
    };
  }

  /** @throws {Error} with what went wrong in the worker */
  async ask<Ask extends keyof Topics>(ask: Ask, asked: Topics[Ask]['question']): Promise<Topics[Ask]['answer']> {
    const id = (this.#count += 1);
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, ask, asked } satisfies Question);
    });
    if ('crash' in answer) throw new Error(answer.crash);
    return answer.answer as Topics[Ask]['answer'];
  }

  destroy(): void {
    this.#worker.terminate();
  }
}
