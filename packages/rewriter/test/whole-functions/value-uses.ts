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
  const number = module.nextNumber();
  const { reach } = used;
  const isKeyed = used.parameters.length === 1 && used.parameters[0] === 'key';
  const name = `use${number}`;
  const takesCallback = choices.isOneIn(2);
  const contract: Contract = { ...userOf(name), callback: takesCallback ? 'required' : 'none' };
  const end = takesCallback ? 'cb' : `function (err) { log('end of ${name}', err ? err.message : 'fine'); }`;
  const received = `function (err, found) { log('${name}', err ? err.message : 'fine', found); }`;
  const args = listArguments(used);
  const owner = ownerOf(reach);
  const bodies: readonly [string[], ...string[][]] = [
    [`const run = ${reach};`, `run${owner === 'null' ? '(' : `.call(${owner}, `}${[...args, received].join(', ')});`],
    [`const bound = ${reach}.bind(${owner});`, `bound(${[...args, received].join(', ')});`],
    [`const jobs = [];`, `jobs.push(${reach});`, `jobs.forEach(function (job) { job.call(${[owner, ...args, received].join(', ')}); });`],
    [`function Runner() { this.run = ${reach}; }`, `Runner.prototype = ${owner === 'null' ? '{}' : owner};`, `new Runner().run(${[...args, received].join(', ')});`],
    [`(key ? ${reach} : ${reach}).call(${[owner, ...args, received].join(', ')});`],
    [`const table = { run: ${reach} };`, `const method = 'run';`, `table[method].call(${[owner, ...args, received].join(', ')});`],
    [`log(typeof ${reach}, ${reach}.length);`],
    [`const { apply } = Reflect;`, `apply(${reach}, ${owner}, [${[...args, received].join(', ')}]);`],
  ];
  const eachBody = [`${module.need('lib')}.each([key, 'other'], ${owner === 'null' ? reach : `${reach}.bind(${owner})`}, ${end});`];
  if (takesCallback && used.timing === 'may fail at once') return { lines: [], definitions: [] };
  const isEach = takesCallback || (isKeyed && used.timing !== 'may fail at once' && choices.isOneIn(3));
  if (isEach && !isKeyed) return { lines: [], definitions: [] };
  if (!isEach && isKeyed && owner === 'null' && choices.isOneIn(6)) {
    module.exportValue(`commands${number}`, `{ ${reach} }`);
    return { lines: [], definitions: [{ contract: used, target: `commands${number}.${used.name}`, isHidden: true }] };
  }
  module.exportName(name);
  const body = isEach ? eachBody : choices.pick(bodies);
  return { lines: wrap(`function ${name}(${takesCallback ? 'key, cb' : 'key'}) {`, body, '}'), definitions: [{ contract, target: name, isHidden: true }] };
}
