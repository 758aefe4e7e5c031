import type { Choices } from '../fuzz/choices.js';
import { wrap } from '../fuzz/context.js';
import type { Contract, Parameter } from './contract.js';
import type { Unit } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** A function whose callback is no plain last parameter: it comes from `arguments`, from a rest parameter, has a default, or is not the last. */
export function writeUnusualParameters(choices: Choices, module: ModuleState): Unit {
  const name = `pass${module.nextNumber()}`;
  const read = wrap('api.read(key, function (err, text) {', ['if (err) return cb(err);', 'cb(null, text);'], '});');
  const fromArguments = 'const cb = arguments[arguments.length - 1];';
  const forms: readonly [readonly string[], ...(readonly string[])[]] = [
    wrap(`function ${name}(key) {`, [fromArguments, ...read], '}'),
    wrap(`function ${name}() {`, ['const args = [].slice.call(arguments);', 'const cb = args.pop();', 'const key = args[0];', ...read], '}'),
    wrap(`function ${name}(...args) {`, ['const cb = args.pop();', 'const [key] = args;', ...read], '}'),
    wrap(`function ${name}() {`, ['api.read.apply(api, arguments);'], '}'),
    wrap(`function ${name}(key, cb = () => {}) {`, read, '}'),
    wrap(`function ${name}(key, done) {`, ['const cb = done;', ...read], '}'),
    wrap(`function ${name}(key, done) {`, ["const cb = function (err, text) { log('wrapped', text); done(err, text); };", ...read], '}'),
    wrap(`function ${name}(key, cb, extra) {`, ["log('extra', extra);", ...read], '}'),
    wrap(`function ${name}({ length }, cb) {`, ["const key = 'k' + length;", ...read], '}'),
  ];
  const lines = choices.pick(forms);
  const isOptional = lines[0]?.includes('= () =>') ?? false;
  const parameters: readonly Parameter[] = ['key'];
  const contract: Contract = {
    name,
    reach: name,
    parameters,
    callback: isOptional ? 'optional' : 'required',
    results: 1,
    maySkipOptions: false,
    refusesNumbers: false,
    timing: 'later',
    protocol: 'kept',
  };
  module.functions.push(name);
  const isExported = choices.isOneIn(2);
  if (isExported) module.exportName(name);
  return { lines, definitions: [{ contract, target: isExported ? name : null }] };
}
