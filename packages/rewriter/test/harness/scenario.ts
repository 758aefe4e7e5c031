/** How the fake world behaves while a program runs. */
export interface Scenario {
  readonly name: string;
  /** The seed of the latencies, which decides the order in which parallel calls finish. */
  readonly seed: number;
  /** Does the asynchronous call with this number (from 1, in the order of the starts) fail? */
  readonly fails: (call: number) => boolean;
  /** Does the plain call with this number (from 1) throw? */
  readonly throws: (call: number) => boolean;
  /** Do the callbacks that are passed to the program throw? */
  readonly consumerThrows: boolean;
  /** Are the program's functions called without their callback? */
  readonly withoutCallback: boolean;
}

const calm: Scenario = {
  name: 'all succeed',
  seed: 1,
  fails: () => false,
  throws: () => false,
  consumerThrows: false,
  withoutCallback: false,
};

/** The scenario in which nothing goes wrong. */
export const calmScenario = calm;

export interface ScenarioLimits {
  readonly failures: number;
  readonly throws: number;
}

/**
 * Lists the scenarios for a program.
 *
 * @param asyncCalls how many asynchronous calls the program makes when nothing goes wrong
 * @param plainCalls how many plain calls that may throw
 * @param limits how many single failures and throws to take at most, spread over all of them
 */
export function listScenarios(asyncCalls: number, plainCalls: number, limits: ScenarioLimits): Scenario[] {
  const scenarios: Scenario[] = [
    calm,
    { ...calm, name: 'all succeed, other latencies', seed: 2 },
    { ...calm, name: 'all fail', fails: () => true },
    { ...calm, name: 'every second call fails', seed: 3, fails: (call) => call % 2 === 0 },
    { ...calm, name: 'the consumer throws', consumerThrows: true },
    { ...calm, name: 'all fail, the consumer throws', fails: () => true, consumerThrows: true },
    { ...calm, name: 'no callback is given', withoutCallback: true },
  ];
  for (const k of spread(asyncCalls, limits.failures)) {
    scenarios.push({ ...calm, name: `asynchronous call ${k} fails`, seed: 10 + k, fails: (call) => call === k });
  }
  for (const n of spread(plainCalls, limits.throws)) {
    scenarios.push({ ...calm, name: `plain call ${n} throws`, throws: (call) => call === n });
  }
  return scenarios;
}

/** The virtual milliseconds that asynchronous call number `call` takes; never a whole number, so never level with a timer. */
export function latencyOf(seed: number, call: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ Math.imul(call, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return 100 + ((hash >>> 0) % 1000) + call / 1024 + 1 / 4096;
}

function spread(count: number, limit: number): number[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index + 1);
  return Array.from({ length: limit }, (_, index) => 1 + Math.floor((index * count) / limit));
}
