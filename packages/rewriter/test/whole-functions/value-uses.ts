import { type Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import { ownerOf } from './calls.js';
import type { Contract } from './contract.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** The arguments for a function of which a user knows only the key. */
export function listArguments({ parameters }: Contract): string[] {
  const values = { key: 'key', value: '1', options: '{}', list: "['a']", tries: '1', encoding: "'utf8'" };
  return parameters.map((parameter) => values[parameter]);
}

/** What is known of a function that only uses others. */
export const userOf = (name: string): Contract => ({
  name,
  reach: name,
  parameters: ['key'],
  callback: 'none',
  results: 0,
  maySkipOptions: false,
  refusesNumbers: false,
  timing: 'later',
  protocol: 'kept',
});

/** An exported function that only calls another one. */
export function writeCaller(used: Contract, module: ModuleState): Unit {
  const name = `try${module.nextNumber()}`;
  const args = listArguments(used);
  const callback = `function (err, found) { log('${name}', err ? err.message : 'fine', found); }`;
  module.exportName(name);
  const call = `${used.reach}(${[...args, ...(used.callback === 'none' ? [] : [callback])].join(', ')});`;
  return { lines: wrap(`function ${name}(key) {`, [call], '}'), definitions: [{ contract: userOf(name), target: name, isHidden: true }] };
}

/** An exported function, or an exported object, that uses a function of the module as a value. */
export function writeValueUse(choices: Choices, module: ModuleState): Unit {
  const usable = module.contracts.filter(({ callback, protocol }) => callback !== 'none' && protocol === 'kept');
  const used = usable[choices.below(Math.max(1, usable.length))];
  if (used === undefined) return { lines: [], definitions: [] };
  const isKeyed = used.parameters.length === 1 && used.parameters[0] === 'key';
  const isFree = ownerOf(used.reach) === 'null';
  // The next item notices what fails at once, see `pickAwaited`.
  if (isKeyed && used.timing !== 'may fail at once' && choices.isOneIn(3)) return writeForEach(used, choices, module);
  if (isKeyed && isFree && choices.isOneIn(6)) return writeTable(used, module);
  // A default value of the parameter is no help against an index.
  const mayLackCallback = isKeyed && used.callback === 'optional' && module.declared.has(used.name);
  return writeSingleUse(used, choices, module, { mayLackCallback });
}

/** `lib.each(list, load1, cb)`: a function of another module calls it with an item and a callback. */
function writeForEach(used: Contract, choices: Choices, module: ModuleState): Unit {
  const name = `use${module.nextNumber()}`;
  const takesCallback = choices.isOneIn(2);
  const end = takesCallback ? 'cb' : `function (err) { log('end of ${name}', err ? err.message : 'fine'); }`;
  const owner = ownerOf(used.reach);
  const call = `${module.need('lib')}.each([key, 'other'], ${owner === 'null' ? used.reach : `${used.reach}.bind(${owner})`}, ${end});`;
  module.exportName(name);
  const contract: Contract = { ...userOf(name), callback: takesCallback ? 'required' : 'none' };
  return { lines: wrap(`function ${name}(${takesCallback ? 'key, cb' : 'key'}) {`, [call], '}'), definitions: [{ contract, target: name, isHidden: true }] };
}

/** `exports.commands = { load1 }` */
function writeTable(used: Contract, module: ModuleState): Unit {
  const name = `commands${module.nextNumber()}`;
  module.exportValue(name, `{ ${used.reach} }`);
  return { lines: [], definitions: [{ contract: used, target: `${name}.${used.name}`, isHidden: true }] };
}

/** A function that hands it to something else, which calls it once. */
function writeSingleUse(used: Contract, choices: Choices, module: ModuleState, { mayLackCallback }: { mayLackCallback: boolean }): Unit {
  const name = `use${module.nextNumber()}`;
  const { reach } = used;
  const owner = ownerOf(reach);
  const args = [...listArguments(used), `function (err, found) { log('${name}', err ? err.message : 'fine', found); }`];
  const withReceiver = [owner, ...args].join(', ');
  const forms: [string[], ...string[][]] = [
    [`const run = ${reach};`, owner === 'null' ? `run(${args.join(', ')});` : `run.call(${withReceiver});`],
    [`const bound = ${reach}.bind(${owner});`, `bound(${args.join(', ')});`],
    ['const jobs = [];', `jobs.push(${reach});`, `jobs.forEach(function (job) { job.call(${withReceiver}); });`],
    [`function Runner() { this.run = ${reach}; }`, `Runner.prototype = ${owner === 'null' ? '{}' : owner};`, `new Runner().run(${args.join(', ')});`],
    [`(key ? ${reach} : ${reach}).call(${withReceiver});`],
    [`const table = { run: ${reach} };`, "const method = 'run';", `table[method].call(${withReceiver});`],
    [`log(typeof ${reach}, ${reach}.length);`],
    ['const { apply } = Reflect;', `apply(${reach}, ${owner}, [${args.join(', ')}]);`],
  ];
  // The index of an item stands where the callback is.
  if (mayLackCallback) forms.push([`[key].forEach(${reach});`]);
  module.exportName(name);
  return { lines: wrap(`function ${name}(key) {`, choices.pick(forms), '}'), definitions: [{ contract: userOf(name), target: name, isHidden: true }] };
}
