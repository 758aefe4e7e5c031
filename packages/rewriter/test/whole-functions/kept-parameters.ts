import type { Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import { type Unit, chooseContract, writeFunction } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** A function whose parameters cannot change: it is passed to another one, reads its `arguments`, or has its callback in front. */
export function writeKeptParameters(choices: Choices, module: ModuleState): Unit {
  const own = chooseContract(choices, module, (name) => name);
  const { name } = own;
  const { parameters, body, contract } = writeFunction({ choices, module }, own);
  const names = parameters.split(', ');
  const isFirst = own.callback !== 'none' && !own.maySkipOptions && !parameters.includes('=') && choices.isOneIn(3);
  const isPassed = !isFirst && choices.isOneIn(2);
  const lines = isFirst
    ? [...wrap(`function first${name}(${[names.at(-1), ...names.slice(0, -1)].join(', ')}) {`, body, '}'), `const ${name} = (${parameters}) => first${name}(${[names.at(-1), ...names.slice(0, -1)].join(', ')});`]
    : isPassed
      ? wrap(`const ${name} = ${module.need('own')}(function (${parameters}) {`, body, '});')
      : wrap(`function ${name}(${parameters}) {`, [`log('arguments', arguments.length);`, ...body], '}');
  module.exportName(name);
  // What a function that is handed over does with its callback is not seen where the variable is called.
  return { lines, definitions: [{ contract, target: name, isHidden: isPassed }] };
}
