import type { Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import { ownerOf } from './calls.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';
import { listArguments, userOf } from './value-uses.js';

/** A function that uses another one through `promisify` or a promise made by hand, as an earlier run or a person has written it. */
export function writePromisedUse(choices: Choices, module: ModuleState): Unit {
  const usable = module.contracts.filter(
    ({ callback, protocol, results, maySkipOptions }) => callback !== 'none' && protocol === 'kept' && results < 2 && !maySkipOptions,
  );
  const used = usable[choices.below(Math.max(1, usable.length))];
  // What a callee throws at once becomes its error, assumption 2 of docs/semantics.md; `promisify` would show the difference.
  if (used === undefined || module.mayThrow) return { lines: [], definitions: [] };
  const name = `ask${module.nextNumber()}`;
  const owner = ownerOf(used.reach);
  const args = listArguments(used);
  const promised = `${module.need('promisify')}(${used.reach})${owner === 'null' ? '(' : `.call(${[owner, ...args].join(', ')}`}${owner === 'null' ? args.join(', ') : ''})`;
  module.exportName(name);
  const settled = "function (found) { log('found', found); }, function (err) { log('failed', err.message); }";
  if (choices.isOneIn(3)) {
    // A promise made by hand that stays, since more than the call is in it.
    const call = `${used.reach}(${[...args, 'function (err, found) { if (err) return reject(err); resolve(found); }'].join(', ')});`;
    const made = ['new Promise(function (resolve, reject) {', `  ${call}`, `  log('${name} asked');`, `}).then(${settled});`];
    return { lines: wrap(`function ${name}(key) {`, made, '}'), definitions: [{ contract: userOf(name), target: name, isHidden: true }] };
  }
  const lines = choices.isOneIn(2)
    ? wrap(
        `async function ${name}(key) {`,
        ['let found;', 'try {', `  found = await ${promised};`, '} catch (err) {', "  return void log('failed', err.message);", '}', "log('found', found);"],
        '}',
      )
    : wrap(`function ${name}(key) {`, [`${promised}.then(${settled});`], '}');
  return { lines, definitions: [{ contract: userOf(name), target: name, isHidden: true }] };
}
