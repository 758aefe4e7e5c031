import util from 'node:util';
import vm from 'node:vm';

import runParallel from 'run-parallel';
import runSeries from 'run-series';

type Callback = (error: Error | null, ...values: readonly string[]) => void;

/** The work that a program has started and that waits to call back. */
interface Waiting {
  readonly due: number;
  readonly call: () => void;
}

/**
 * Runs a module, which calls functions that call back one after the other in an order that depends on their arguments only.
 *
 * @param name the export that is called
 * @param library the async library
 * @param failing the call that fails, counted from 0
 * @returns what the module has called and logged, in order, and the number of its calls
 */
export async function runProgram(text: string, name: string, library: unknown, failing: number | null): Promise<{ readonly trace: readonly string[]; readonly calls: number }> {
  const trace: string[] = [];
  const waiting: Waiting[] = [];
  let [calls, now] = [0, 0];
  const start = (method: string, key: string, value: readonly string[], callback: Callback): void => {
    const fails = calls === failing;
    calls += 1;
    trace.push(`${method} ${key}`);
    const call = (): void => {
      if (fails) callback(new Error(`${method} ${key}`));
      else callback(null, ...value);
    };
    waiting.push({ due: now + 1 + delayOf(String(key)), call });
  };
  const driver = {
    // A list of which the program does not show that it is an array
    copy: (list: readonly unknown[]) => [...list],
    log: (line: string) => trace.push(line),
    read: (key: string, callback: Callback) => {
      start('read', key, [`<${key}>`], callback);
    },
    // Of several results the library makes a list.
    scan: (key: string, callback: Callback) => {
      start('scan', key, [`<${key}`, `${key}>`], callback);
    },
    write: (key: string, callback: Callback) => {
      start('write', key, [], callback);
    },
  };
  const module = { exports: {} as Record<string, (key: string, end: unknown) => unknown> };
  const modules: Readonly<Record<string, unknown>> = { async: library, driver, 'run-series': runSeries, 'run-parallel': runParallel, util };
  const require = (request: string): unknown => modules[request];
  (vm.runInThisContext(`(function (require, module, exports) {${text}\n})`) as (...args: readonly unknown[]) => void)(require, module, module.exports);
  const end = (error: Error | null, ...results: readonly unknown[]): void => {
    trace.push(error ? `failed ${error.message}` : `ended ${String(results.length)} ${JSON.stringify(results)}`);
  };
  void module.exports[name]?.('w', end);
  // What only waits for promises goes on before the next call back.
  for (await turn(); waiting.length > 0; await turn()) {
    const next = waiting.reduce((first, other) => (other.due < first.due ? other : first));
    waiting.splice(waiting.indexOf(next), 1);
    now = next.due;
    next.call();
  }
  return { trace, calls };
}

/** Long enough for a `waterfall` of async 1, which calls each task by `setImmediate`, in others. */
async function turn(): Promise<void> {
  for (let left = 12; left > 0; left -= 1) await immediate();
}

function immediate(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function delayOf(key: string): number {
  let sum = 0;
  for (let index = 0; index < key.length; index += 1) sum = (sum * 31 + key.charCodeAt(index)) % 97;
  return sum % 5;
}
