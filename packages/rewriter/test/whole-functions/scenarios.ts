/** How the API and the driver behave in one run. */
export interface Scenario {
  readonly name: string;
  /** Does the function of the API that is called as number `call`, from 1, call back with an error? */
  readonly fails: (call: number) => boolean;
  /** Does `api.check`, called as number `call`, throw? */
  readonly throws: (call: number) => boolean;
  /** The driver's callbacks throw. */
  readonly consumerThrows: boolean;
}

/** All goes well. */
export const calm: Scenario = { name: 'all succeed', fails: () => false, throws: () => false, consumerThrows: false };

/** How many calls fail or throw in turn, at most; spread over all of them. */
export interface ScenarioLimits {
  readonly failures: number;
  readonly throws: number;
}

/** The other scenarios for a module that makes so many calls where all goes well: each one fails in turn. */
export function listScenarios(asyncCalls: number, plainCalls: number, limits: ScenarioLimits): Scenario[] {
  return [
    ...spread(asyncCalls, limits.failures).map((k) => ({ ...calm, name: `call ${k} of the API fails`, fails: (call: number) => call === k })),
    { ...calm, name: 'all calls of the API fail', fails: () => true },
    { ...calm, name: 'every second call of the API fails', fails: (call) => call % 2 === 0 },
    ...spread(plainCalls, limits.throws).map((n) => ({ ...calm, name: `check ${n} throws`, throws: (call: number) => call === n })),
    { ...calm, name: 'the callbacks of the driver throw', consumerThrows: true },
  ];
}

function spread(count: number, limit: number): number[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index + 1);
  return Array.from({ length: limit }, (_, index) => 1 + Math.floor((index * count) / limit));
}
