import type { Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import type { Contract, Parameter } from './contract.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** A function that calls itself: it tries again, goes through a list, or waits between two tries. */
export function writeRecursive(choices: Choices, module: ModuleState): Unit {
  const name = `walk${module.nextNumber()}`;
  const forms: readonly [() => Recursive, ...(() => Recursive)[]] = [
    () => writeRetry(name, choices.pick([`return ${name}(key, tries - 1, cb);`, `return setTimeout(${name}, 2, key, tries - 1, cb);`])),
    () => writeRetry(name, `{ log('again', tries); setTimeout(function () { ${name}(key, tries - 1, cb); }, 2); return; }`),
    () => writeListWalk(name, choices.pick(['[head].concat(rest)', 'rest.concat(head)'])),
    () => writePair(name, `${name}Other`),
  ];
  const { parameters, results, mayBeAtOnce, lines } = choices.pick(forms)();
  const contract: Contract = {
    name,
    reach: name,
    parameters,
    callback: 'required',
    results,
    maySkipOptions: false,
    refusesNumbers: false,
    timing: mayBeAtOnce ? 'may be at once' : 'later',
    protocol: 'kept',
  };
  module.functions.push(name);
  const isExported = choices.isOneIn(2);
  if (isExported) module.exportName(name);
  return { lines, definitions: [{ contract, target: isExported ? name : null }] };
}

interface Recursive {
  readonly parameters: readonly Parameter[];
  readonly results: 0 | 1;
  readonly mayBeAtOnce: boolean;
  readonly lines: readonly string[];
}

const writeRetry = (name: string, again: string): Recursive => ({
  parameters: ['key', 'tries'],
  results: 1,
  mayBeAtOnce: false,
  lines: wrap(
    `function ${name}(key, tries, cb) {`,
    wrap('api.read(key, function (err, text) {', [`if (err && tries > 0) ${again}`, 'if (err) return cb(err);', 'cb(null, text);'], '});'),
    '}',
  ),
});

const writeListWalk = (name: string, joined: string): Recursive => ({
  parameters: ['list'],
  results: 1,
  mayBeAtOnce: true,
  lines: wrap(
    `function ${name}(list, cb) {`,
    [
      'if (list.length === 0) return cb(null, []);',
      ...wrap(
        'api.read(list[0], (err, head) => {',
        ['if (err) return cb(err);', ...wrap(`${name}(list.slice(1), (err, rest) => {`, ['if (err) return cb(err);', `cb(null, ${joined});`], '});')],
        '});',
      ),
    ],
    '}',
  ),
});

/** Two functions that call each other. */
const writePair = (name: string, other: string): Recursive => ({
  parameters: ['tries'],
  results: 0,
  mayBeAtOnce: true,
  lines: [
    ...wrap(`function ${name}(tries, cb) {`, ['if (tries <= 0) return cb();', `${other}(tries, cb);`], '}'),
    ...wrap(
      `function ${other}(tries, cb) {`,
      wrap("api.write('tries', tries, function (err) {", ['if (err) return cb(err);', `${name}(tries - 1, cb);`], '});'),
      '}',
    ),
  ],
});
