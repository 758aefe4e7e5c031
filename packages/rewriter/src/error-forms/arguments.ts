import type { FormOf } from '../plan/types.js';
import type { ErrorFormRecord } from './record.js';

/** The callback reads its `arguments`: `const args = await new Promise(...)` is an array that replaces them. */
export const argumentsForm: ErrorFormRecord<FormOf<'arguments'>> = {
  form: 'arguments',
  match: ({ facts }) => (facts.readsArguments ? { form: 'arguments' } : null),

  takesArguments: true,
  readsResultsOnError: () => true,

  paths: () => null,

  isCaptured: () => true,
  keepsVariable: true,
  render: (unit) => {
    const { slots, type, keyword } = unit.parameterSlots();
    const variable = unit.argumentsVariable();
    const name = variable ? unit.nameOf(variable) : 'args';
    const after = unit.continuation();
    const unpack = `${keyword} ${unit.listPattern(slots)}${type} = ${name}${unit.semicolon}`;
    return {
      ...unit.plain(),
      attempt: `const ${name} = await ${unit.capturingPromise('all')}${unit.semicolon}`,
      after: slots.length > 0 ? [unit.line(unpack), ...after] : after,
    };
  },
};
