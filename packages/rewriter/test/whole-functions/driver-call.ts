import type { Contract, Parameter } from './contract.js';

/** A call that the driver makes from outside of the module. */
export interface DriverCall {
  /** Empty: the module itself. `load1`: a member of `exports`; `kit1.load2`: a member of an exported object; `Store1#load2`: a method of a new instance of an exported class. */
  readonly target: string;
  /** The name of the function in the module. */
  readonly name: string;
  readonly args: readonly unknown[];
  /** A callback that records its arguments follows the arguments. */
  readonly passesCallback: boolean;
  /** The function has a callback parameter. */
  readonly takesCallback: boolean;
}

type Values = Readonly<Record<Parameter, unknown>>;

const usual: Values = { key: 'k', value: 'v', options: { limit: 2 }, tries: 1, list: ['a', 'b'], encoding: 'utf8' };
const empty: Values = { ...usual, key: '', options: {}, tries: 0, list: [] };
/** A key whose text is no JSON. */
const broken: Values = { ...usual, key: 'bad', list: ['bad', 'none'] };

/** The calls with which the driver tries a function: usual, empty and broken arguments, and each way in which an argument may be left out. */
export function listDriverCalls(target: string, contract: Contract): DriverCall[] {
  const takesCallback = contract.callback !== 'none';
  const call = (values: Values, changes: { skipsOptions?: boolean; passesCallback?: boolean } = {}): DriverCall => {
    const parameters = contract.parameters.filter((parameter) => !(changes.skipsOptions && parameter === 'options'));
    return { target, name: contract.name, args: parameters.map((parameter) => values[parameter]), passesCallback: changes.passesCallback ?? takesCallback, takesCallback };
  };
  const calls = [call(usual), call(empty), call(broken)];
  if (contract.maySkipOptions) calls.push(call(usual, { skipsOptions: true }));
  if (contract.callback === 'optional') calls.push(call(usual, { passesCallback: false }), call(empty, { passesCallback: false }));
  if (contract.refusesNumbers) calls.push(call({ ...usual, key: 5 }));
  return calls;
}
