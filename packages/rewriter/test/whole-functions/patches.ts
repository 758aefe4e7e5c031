import type { Choices } from '../fuzz/choices.js';
import { ownerOf } from './calls.js';
import type { Contract } from './contract.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';

const none: Unit = { lines: [], definitions: [] };

/** Something that is done to a function of the module behind its definition: it gets another name, is replaced, or the name for its core is taken. */
export function writePatch(choices: Choices, module: ModuleState): Unit {
  const usable = module.contracts.filter(({ callback, protocol }) => callback !== 'none' && protocol === 'kept');
  const used = usable[choices.below(Math.max(1, usable.length))];
  if (used === undefined) return none;
  const number = module.nextNumber();
  switch (choices.below(5)) {
    case 0:
      return writeAlias(module, used, `alias${number}`);
    case 1:
      return writeReplacement(module, used, `former${number}`);
    case 2:
      module.tail.push(`function ${used.name}Async() { return 'taken'; }`);
      return none;
    case 3:
      return ownerOf(used.reach) === 'null' ? none : writeTakenMember(module, used);
    default:
      module.need('taken');
      return none;
  }
}

/** A second name for the exported function. */
function writeAlias(module: ModuleState, used: Contract, name: string): Unit {
  if (ownerOf(used.reach) !== 'null') return none;
  module.exportValue(name, used.reach);
  return { lines: [], definitions: [{ contract: used, target: name, isHidden: true }] };
}

/** `exports.load1 = function (key, cb) { ... }` where `exports.load1` has been there: all calls behind it reach the replacement. */
function writeReplacement(module: ModuleState, used: Contract, former: string): Unit {
  const isMember = ownerOf(used.reach) !== 'null';
  // That the replaced function calls back at once is not seen yet.
  if ((!isMember && !module.declared.has(used.name)) || used.timing !== 'later') return none;
  const parameters = [...used.parameters, 'cb'].join(', ');
  module.tail.push(`const ${former} = ${used.reach};`, `${used.reach} = function (${parameters}) {`, `  log('replaced', '${used.name}');`, `  return ${former}.apply(this, arguments);`, '};');
  return none;
}

function writeTakenMember(module: ModuleState, used: Contract): Unit {
  module.tail.push(`${used.reach}Async = function () { return 'taken'; };`);
  return none;
}
