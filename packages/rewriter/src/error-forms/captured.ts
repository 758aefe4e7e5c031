import type { Unit, UnitWriter } from './unit.js';

/**
 * Renders a call whose error and results are captured as the callee passed them, `const [err, text] = await new Promise(...)`, or the only one of
 * them that is used: `const text = await new Promise(...)`. The promise never rejects.
 */
export function renderCaptured(unit: UnitWriter): Unit {
  const { slots, type, keyword } = unit.parameterSlots();
  if (unit.receivedThis !== undefined) slots.unshift(unit.receivedThis);
  const slot = slots.at(-1) ?? 'err';
  const index = Math.max(0, slots.length - 1);
  const isOnly = unit.receivedThis === undefined && slots.slice(0, index).every((other) => other === '') && isPlainName(slot);
  const isAlone = isOnly && (index === 0 || unit.takesOneResult);
  // A single rest parameter, `(...all)`, takes the array as it is: `const all = await ...`.
  const pattern = slots.length === 1 && /^\.{3}[\w$]+$/.test(slot) ? slot.slice(3) : unit.listPattern(slots);
  const head = slots.length > 0 ? `${keyword} ${isAlone ? slot : pattern + (unit.receivedThis === undefined ? '' : type)} = ` : '';
  return {
    ...unit.plain(),
    attempt: `${head}await ${unit.capturingPromise(isAlone ? index : 'all')}${unit.semicolon}`,
    after: unit.continuation(),
  };
}

/** Whether a parameter is only a name: no pattern, no default, no rest. */
function isPlainName(text: string): boolean {
  return /^[\w$]+$/.test(text);
}
