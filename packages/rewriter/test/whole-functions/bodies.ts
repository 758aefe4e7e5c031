import { indent, wrap } from '../fuzz/context.js';
import { writeCall, writeCallWithoutCallback, writeHandOn } from './calls.js';
import { writeCompletion, writeEarlyExit, writeLaterCompletion, writeParsed } from './completions.js';
import { writeOddStatement } from './odd-statements.js';
import type { Place } from './place.js';
import { writeStep } from './steps.js';
import { writeLog, writeTest } from './values.js';

/** The statements of a function from here to the end of each path, on which it calls its callback once and last; seldom something else. */
export function writeRest(place: Place): string[] {
  const { choices, module } = place;
  module.budget--;
  if (module.budget < 0 || place.depth >= 4 || (choices.isExhausted && place.depth > 0)) return writeCompletion(place);
  const front = choices.isOneIn(5) ? [writeLog(place)] : [];
  return [...front, ...writeForm(place)];
}

function writeForm(place: Place): string[] {
  const { choices } = place;
  const isStart = place.depth === 0;
  switch (choices.below(24)) {
    case 23:
    case 22:
      return place.steps.length < 3 ? writeStep(place, writeRest) : writeCompletion(place);
    case 21:
      return writeOddStatement(place, writeRest);
    case 20:
      return [...writeCallWithoutCallback(place), ...writeRest(place)];
    case 19:
      return place.values[0] === undefined ? writeCompletion(place) : writeParsed(place, place.values[0], writeRest);
    case 18:
      return writeLaterCompletion(place);
    case 17:
    case 16:
      return wrapEither(place);
    case 15:
    case 14:
    case 13:
      return [...writeEarlyExit(place), ...writeRest(place)];
    case 12:
    case 11:
      return writeHandOn(place);
    case 10:
      place.module.mayThrow = true;
      return [`api.check('${place.module.nextNumber()}');`, ...writeRest(place)];
    case 9:
    case 8:
    case 7:
      return isStart ? writeCall(place, writeRest) : writeCompletion(place);
    default:
      return place.depth < 3 ? writeCall(place, writeRest) : writeCompletion(place);
  }
}

const wrapEither = (place: Place): string[] => [
  ...wrap(`if (${writeTest(place)}) {`, writeRest(place), '} else {'),
  ...indent(writeRest(place)),
  '}',
];
