import type { Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import type { Contract } from './contract.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** A function whose callback is called by an event, or kept until something else happens. */
export function writeWaiting(choices: Choices, module: ModuleState): Unit {
  const name = `wait${module.nextNumber()}`;
  const isEvent = choices.below(3) > 0;
  const lines = isEvent ? writeForEvent(choices, name) : writeForOpening(name);
  const contract: Contract = {
    name,
    reach: name,
    parameters: ['key'],
    callback: 'required',
    results: 1,
    maySkipOptions: false,
    refusesNumbers: false,
    timing: isEvent ? 'later' : 'may be at once',
    protocol: 'kept',
  };
  module.functions.push(name);
  module.exportName(name);
  return { lines, definitions: [{ contract, target: name }] };
}

/** A job that ends with `exit` or `error`, sometimes with both. */
function writeForEvent(choices: Choices, name: string): string[] {
  const usesFlag = choices.isOneIn(2);
  const guard = usesFlag ? ['if (isOver) return;', 'isOver = true;'] : [];
  const onEvent = choices.pick(['on', 'once']);
  const job = [
    'const job = api.start(key);',
    ...(usesFlag ? ['let isOver = false;'] : []),
    ...wrap(`job.${onEvent}('error', function (err) {`, [...guard, 'cb(err);'], '});'),
    // Without the flag only one of the two may call back.
    ...wrap(
      `job.${onEvent}('exit', function (code) {`,
      [...guard, usesFlag ? "if (code !== 0) return cb(new Error('exit ' + code));" : 'if (code !== 0) return;', "cb(null, key + ' built');"],
      '});',
    ),
  ];
  const body = choices.isOneIn(2) ? wrap('api.read(key, function (err, text) {', ['if (err) return cb(err);', ...job], '});') : job;
  return wrap(`function ${name}(key, cb) {`, body, '}');
}

/** Callbacks wait in a list until one call has opened what all of them need. */
function writeForOpening(name: string): string[] {
  return [
    `let ${name}IsOpen = false;`,
    `let ${name}List = [];`,
    ...wrap(
      `function ${name}(key, cb) {`,
      [
        `if (${name}IsOpen) return cb(null, key + ' at once');`,
        `${name}List.push(function (err) { if (err) return cb(err); cb(null, key + ' later'); });`,
        `if (${name}List.length > 1) return;`,
        ...wrap(
          'api.open(function (err) {',
          [`${name}IsOpen = !err;`, `const list = ${name}List;`, `${name}List = [];`, 'list.forEach(function (go) { go(err); });'],
          '});',
        ),
      ],
      '}',
    ),
  ];
}
