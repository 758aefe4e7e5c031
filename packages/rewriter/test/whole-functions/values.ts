import type { Contract, Parameter } from './contract.js';
import type { Place } from './place.js';

/** An expression that never throws. */
export function writeValue(place: Place): string {
  const { choices, module, values } = place;
  const name = values[choices.below(Math.max(1, values.length))];
  if (name === undefined) return `'v${module.nextNumber()}'`;
  const form = choices.below(7);
  if (form === 0) return `${name} + '-${module.nextNumber()}'`;
  if (form === 1) return `[${name}]`;
  if (form === 2) return `'v${module.nextNumber()}'`;
  if (form === 3) return /^\w+$/.test(name) ? `{ ${name} }` : `[${name}, 1]`;
  if (form === 4 && place.receiver !== null) return `${place.receiver}.state`;
  return name;
}

export function writeTest(place: Place): string {
  const { choices, values } = place;
  // The driver calls with different keys, so that both branches run.
  if (values.includes('key') && choices.below(3) > 0) return choices.pick(['!key', "key === 'k'", 'key']);
  const name = values[choices.below(Math.max(1, values.length))] ?? 'true';
  return choices.pick([`!${name}`, name, `typeof ${name} === 'string'`]);
}

export function writeLog(place: Place): string {
  const value = place.choices.isOneIn(2) ? `, ${writeValue(place)}` : '';
  return `log('n${place.module.nextNumber()}'${value});`;
}

/** The arguments in front of a callback. */
export function writeArguments(place: Place, callee: Contract): string[] {
  const skipsOptions = callee.maySkipOptions && place.choices.isOneIn(3);
  return callee.parameters.filter((parameter) => !(skipsOptions && parameter === 'options')).map((parameter) => writeArgument(place, parameter));
}

function writeArgument(place: Place, parameter: Parameter): string {
  const { choices, module, values } = place;
  const isKnown = values.includes(parameter);
  switch (parameter) {
    case 'options':
      return isKnown ? 'options' : choices.pick(['{ limit: 1 }', '{}']);
    case 'tries':
      return choices.pick(['1', '0']);
    case 'list':
      return isKnown ? 'list' : choices.pick(["['a', 'b']", '[]']);
    case 'encoding':
      return "'utf8'";
    default:
      return choices.isOneIn(3) ? `'k${module.nextNumber()}'` : isKnown ? parameter : (values[0] ?? "'k'");
  }
}
