import type { Place } from './place.js';
import { writeLog } from './values.js';

/** What stands at the start of a function because of its parameters, and the place behind it. */
export function writeFront(place: Place): { readonly lines: string[]; readonly place: Place } {
  const { choices, own, callback, module } = place;
  const lines: string[] = [];
  let inner = place;
  if (own.refusesNumbers) lines.push(`if (typeof key === 'number') throw new RangeError('${own.name} takes no number');`);
  if (place.receiver !== null && choices.below(3) < 2) lines.push(`log('state', ${place.receiver}.state);`);
  if (callback === null) return { lines, place: inner };
  if (own.maySkipOptions) lines.push(...writeShuffle(place, callback));
  if (place.mayLackCallback && choices.below(3) > 0) {
    lines.push(writeDefault(place, callback));
    inner = { ...inner, mayLackCallback: false };
  }
  if (!inner.mayLackCallback && choices.isOneIn(12)) lines.push(`${callback} = ${module.need('once')}(${callback});`);
  if (choices.isOneIn(8)) lines.push(writeLog(place));
  return { lines, place: inner };
}

function writeShuffle({ choices }: Place, callback: string): string[] {
  return choices.pick([
    ["if (typeof options === 'function') {", `  ${callback} = options;`, '  options = {};', '}'],
    ["if (typeof options === 'function') {", `  ${callback} = options;`, '  options = null;', '}', 'options = options || {};'],
    [`if (typeof options === 'function') ${callback} = options, options = {};`],
  ]);
}

function writeDefault({ choices, module }: Place, callback: string): string {
  switch (choices.below(4)) {
    case 1:
      return `${callback} = ${callback} || function () {};`;
    case 2:
      return `if (!${callback}) ${callback} = ${module.need('noop')};`;
    case 3:
      return `if (typeof ${callback} !== 'function') ${callback} = () => {};`;
    default:
      return `${callback} = ${callback} || ${module.need('noop')};`;
  }
}
