import type { Unit, UnitWriter } from './unit.js';

/** `const [err, text] = await new Promise(...)`: error and results as they were given, whatever the form does with them. */
export function renderCaptured(unit: UnitWriter): Unit {
  const { slots, type, keyword } = unit.parameterSlots();
  if (unit.receivedThis !== undefined) slots.unshift(unit.receivedThis);
  const [slot = 'err'] = slots;
  const isAlone = unit.receivedThis === undefined && slots.length <= 1 && isPlainName(slot);
  // `(...all)` are all of them.
  const pattern = slots.length === 1 && /^\.{3}[\w$]+$/.test(slot) ? slot.slice(3) : unit.listPattern(slots);
  const head = slots.length > 0 ? `${keyword} ${isAlone ? slot : pattern + (unit.receivedThis === undefined ? '' : type)} = ` : '';
  return {
    ...unit.plain(),
    attempt: `${head}await ${unit.capturingPromise(isAlone ? 'first' : 'all')}${unit.semicolon}`,
    after: unit.continuation(),
  };
}

/** No pattern, no default, no rest. */
function isPlainName(text: string): boolean {
  return /^[\w$]+$/.test(text);
}
