import { type Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import { writeRest } from './bodies.js';
import type { Contract, Parameter } from './contract.js';
import { writeFront } from './fronts.js';
import type { ModuleState } from './module-state.js';
import type { Facts, Place } from './place.js';
import { writeLog } from './values.js';

/** A function of the module, and how it is reached from outside; null where it is not. */
export interface Definition {
  readonly contract: Contract;
  readonly target: string | null;
  /** Other functions of the module do not call it by `contract.reach`. */
  readonly isHidden?: boolean;
}

/** A unit of a module: its lines, and the functions in it. */
export interface Unit {
  readonly lines: readonly string[];
  readonly definitions: readonly Definition[];
}

/** Decides what callers have to know of a function. */
export function chooseContract(choices: Choices, module: ModuleState, reach: (name: string) => string): Contract {
  const name = `${choices.pick(['load', 'find', 'save', 'get', 'send'])}${module.nextNumber()}`;
  const hasOptions = choices.isOneIn(5);
  const parameters = choices.pick<readonly Parameter[]>([['key'], ['key'], ['key', 'value'], [], ['key', 'list']]);
  return {
    name,
    reach: reach(name),
    parameters: hasOptions ? [...parameters, 'options'] : parameters,
    callback: choices.pick(['required', 'required', 'required', 'required', 'optional', 'none']),
    results: choices.pick([1, 1, 1, 0, 0, 2]),
    maySkipOptions: hasOptions && choices.isOneIn(2),
    refusesNumbers: parameters.includes('key') && choices.isOneIn(10),
    timing: 'later',
    protocol: 'kept',
  };
}

export interface WrittenFunction {
  /** `key, cb` */
  readonly parameters: string;
  readonly body: readonly string[];
  /** The contract, with what was found out while the function was written. */
  readonly contract: Contract;
}

/** Writes parameters and body of a function that keeps a contract. */
export function writeFunction(
  base: Pick<Place, 'choices' | 'module'>,
  own: Contract,
  { receiver = null, local = [], isArrow = false }: { receiver?: 'this' | null; local?: readonly Contract[]; isArrow?: boolean } = {},
): WrittenFunction {
  const { choices, module } = base;
  if (own.callback !== 'none') module.functions.push(own.name);
  const callback = own.callback === 'none' ? null : choices.pick(['cb', 'cb', 'callback', 'done']);
  const facts: Facts = { timing: 'later', protocol: 'kept' };
  const defaultValue = own.callback === 'optional' && !own.maySkipOptions && choices.isOneIn(4) ? choices.pick(['() => {}', 'function () {}', module.need('noop')]) : null;
  const usesSelf = receiver !== null && !isArrow && choices.isOneIn(3);
  const start: Place = {
    ...base,
    own,
    callback,
    mayLackCallback: own.callback === 'optional' && defaultValue === null,
    values: own.parameters.filter((parameter) => parameter !== 'options'),
    receiver: usesSelf ? 'self' : receiver,
    local,
    steps: [],
    depth: 0,
    isAtOnce: true,
    facts,
  };
  const { lines, place } = writeFront(start);
  const returned = choices.isOneIn(16) ? choices.pick(["return 'ticket';", 'return this;', 'return false;']) : null;
  const rest = writeRest(place);
  const behind = returned === null || (isArrow && returned.includes('this')) ? [] : [returned];
  return {
    parameters: [...own.parameters, ...(callback === null ? [] : [defaultValue === null ? callback : `${callback} = ${defaultValue}`])].join(', '),
    body: [...(usesSelf ? ['const self = this;'] : []), ...lines, ...rest, ...behind],
    contract: { ...own, ...facts },
  };
}

/** A function of its own: a declaration, a variable, or a member of the exports. */
export function writeFreeFunction(choices: Choices, module: ModuleState): Unit {
  const form = choices.below(7);
  const isMember = form >= 5;
  const own = chooseContract(choices, module, (name) => (isMember ? `${module.exported}.${name}` : name));
  const { name } = own;
  const isArrow = form === 3;
  const { parameters, body, contract } = writeFunction({ choices, module }, own, { isArrow });
  if (isMember) {
    if (module.exportForm !== 'object') return { lines: wrap(`${module.exported}.${name} = function (${parameters}) {`, body, '};'), definitions: [{ contract, target: name }] };
    module.members.push([...wrap(`${name}: function (${parameters}) {`, body, '},')]);
    return { lines: [], definitions: [{ contract, target: name }] };
  }
  const isExported = own.callback === 'none' || choices.below(3) > 0;
  if (isExported) module.exportName(name);
  const lines = isArrow
    ? wrap(`const ${name} = (${parameters}) => {`, body, '};')
    : form === 4
      ? wrap(`const ${name} = function (${parameters}) {`, body, '};')
      : wrap(`function ${name}(${parameters}) {`, body, '}');
  if (form < 3) module.declared.add(name);
  return { lines: [...writeDocumentation(choices, contract), ...lines], definitions: [{ contract, target: isExported ? name : null }] };
}

/** A comment that describes the callback. */
function writeDocumentation(choices: Choices, { parameters, callback }: Contract): string[] {
  if (callback === 'none' || !choices.isOneIn(10)) return [];
  return ['/**', ' * Does its work.', ...parameters.map((name) => ` * @param ${name} is used`), ' * @param {Function} cb called with an error or a result', ' */'];
}

/** A function with one or two functions in it that it alone can call. */
export function writeNestedFunctions(choices: Choices, module: ModuleState): Unit {
  const own = chooseContract(choices, module, (name) => name);
  const local: Contract[] = [];
  const lines: string[] = [];
  for (let left = 1 + choices.below(2); left > 0; left--) {
    const { parameters, body, contract } = writeFunction({ choices, module }, chooseContract(choices, module, (name) => name), { local: [...local] });
    lines.push(...wrap(`function ${contract.name}(${parameters}) {`, body, '}'));
    local.push(contract);
  }
  const { parameters, body, contract } = writeFunction({ choices, module }, own, { local });
  module.exportName(own.name);
  const all = choices.isOneIn(2) ? [...lines, ...body] : [...body, ...lines];
  return { lines: wrap(`function ${own.name}(${parameters}) {`, all, '}'), definitions: [{ contract, target: own.name }] };
}

/** A function without a callback that uses some functions, and code at load. */
export function writeUser(choices: Choices, module: ModuleState): Unit {
  const contract: Contract = { ...chooseContract(choices, module, (name) => name), callback: 'none', maySkipOptions: false, refusesNumbers: false };
  const { parameters, body } = writeFunction({ choices, module }, contract);
  const place: Place = {
    choices,
    module,
    own: contract,
    callback: null,
    mayLackCallback: false,
    values: ["'load'"],
    receiver: null,
    local: [],
    steps: [],
    depth: 2,
    isAtOnce: true,
    isOfModule: true,
    facts: { timing: 'later', protocol: 'kept' },
  };
  module.exportName(contract.name);
  if (choices.isOneIn(3)) module.tail.push(writeLog(place), ...writeRest(place).map((line) => line.replace(/^(\s*)return (?=log)/, '$1')));
  return { lines: wrap(`function ${contract.name}(${parameters}) {`, body, '}'), definitions: [{ contract, target: contract.name }] };
}
