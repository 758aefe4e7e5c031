import { indent, wrap } from '../fuzz/context.js';
import { apiContracts } from './api.js';
import { writeCompletion, writeExit, writeExitIf, writeToCache } from './completions.js';
import type { Contract } from './contract.js';
import { type Place, inCallback, noteCompletion, noteProtocol, writeHead } from './place.js';
import { writeArguments, writeLog, writeValue } from './values.js';

/** A function to call: one of the API, one of the module, or a nested one. */
function pickCallee(place: Place, fits: (contract: Contract) => boolean = () => true): Contract {
  const { choices, module, own, local } = place;
  const reachable = [...local, ...module.contracts].filter(
    (contract) => contract.callback !== 'none' && contract.name !== own.name && (place.receiver !== null || !isMethod(contract)) && fits(contract),
  );
  const api = apiContracts.filter(fits);
  const isOwn = reachable.length > 0 && choices.below(5) < 3;
  const list = isOwn || api.length === 0 ? reachable : api;
  const callee = list[choices.below(list.length)] ?? apiContracts[0];
  if (callee.reach.startsWith('fs.')) module.need('fs');
  return callee;
}

/** A method of the same object. */
const isMethod = ({ reach }: Contract): boolean => reach.startsWith('this.');

/**
 * A function that is called with a callback in place. One that calls back repeatedly only by a function without a callback, and none
 * that goes on in the same turn: a rewrite takes it for granted that a callee keeps to the protocol. Where code behind the call observes
 * it, none that fails at once, which docs/semantics.md calls harmless.
 */
export const pickAwaited = (place: Place, { isObserved }: { isObserved: boolean }): Contract =>
  pickCallee(
    place,
    ({ protocol, timing, maySkipOptions }) =>
      // That a callback is called repeatedly is not seen where `cb = options` has moved it.
      (protocol === 'kept' || (protocol === 'repeats' && place.callback === null && !maySkipOptions)) &&
      !(isObserved && timing === 'may fail at once'),
  );

/** The expression that a call has in front of its parentheses. */
export function writeCallee(place: Place, callee: Contract): string {
  if (isMethod(callee)) return `${place.receiver ?? 'this'}${callee.reach.slice(4)}`;
  const isApi = callee.reach.startsWith('api.');
  return isApi && place.receiver !== null && place.choices.below(4) > 0 ? `${place.receiver}.driver${callee.reach.slice(3)}` : callee.reach;
}

/** The receiver of a callee: `store1` of `store1.load`. */
export const ownerOf = (callee: string): string => (callee.includes('.') ? callee.slice(0, callee.lastIndexOf('.')) : 'null');

/** A call in one of the ways in which a function can be called with these arguments. */
function writeCallText(place: Place, callee: Contract, args: readonly string[]): string {
  const { choices } = place;
  const text = writeCallee(place, callee);
  const owner = ownerOf(text);
  const list = args.join(', ');
  const direct = `${text}(${list})`;
  switch (callee.protocol === 'kept' ? choices.below(24) : 0) {
    case 23:
      return `${text}.call(${[owner, ...args].join(', ')})`;
    case 22:
      return `${text}.apply(${owner}, [${list}])`;
    case 21:
      return `${text}(...[${list}])`;
    case 20:
      // What `load.bind(null, key)` does with its callback is not seen yet.
      return args.length > 1 && callee.timing === 'later' ? `${text}.bind(${owner}, ${args[0]})(${args.slice(1).join(', ')})` : direct;
    default:
      return direct;
  }
}

/** A call that only forwards the callback of the function around it: `return load(key, cb);`. */
export function writeHandOn(place: Place): string[] {
  const { choices, own, callback } = place;
  if (callback === null || place.mayLackCallback) return writeCompletion(place);
  const callee = pickCallee(place, ({ results }) => results === own.results);
  if (callee.timing !== 'later') noteCompletion(place, { isError: callee.timing === 'may fail at once' });
  noteProtocol(place, callee.protocol);
  const lead = choices.pick(['', 'return ']);
  const args = [...writeArguments(place, callee), callback];
  const isFree = !callee.reach.includes('.');
  return [isFree && choices.isOneIn(10) ? `${lead}setTimeout(${[callee.reach, '2', ...args].join(', ')});` : `${lead}${writeCallText(place, callee, args)};`];
}

const resultNames = ['data', 'row', 'value', 'text'] as const;

/** A call whose callback goes on with `rest`. */
export function writeCall(place: Place, rest: (place: Place) => string[]): string[] {
  const { choices } = place;
  const behind = choices.isOneIn(12) ? [writeLog(place)] : [];
  const callee = pickAwaited(place, { isObserved: behind.length > 0 || place.isOfModule === true });
  const error = choices.pick(['err', 'err', 'error', 'e']);
  const results = choices.isOneIn(8) ? [] : nameResults(place, callee.results);
  const parameters = [error, ...results];
  const isArrow = choices.isOneIn(2);
  const inner = inCallback(place, results, { isArrow, callee });
  const body = writeBody(inner, error, results, rest);
  const args = writeArguments(place, callee);
  if (behind.length > 0 && place.callback !== null && callee.timing !== 'later') noteProtocol(place, 'goes on');
  if (choices.isOneIn(10)) return [...writeNamedCallback(place, callee, args, parameters, body), ...behind];
  const call = `${writeCallText(place, callee, [...args, '@'])};`;
  const [before = '', after = ''] = call.split('@');
  const lead = behind.length === 0 && choices.isOneIn(4) ? 'return ' : '';
  const lines = wrap(`${lead}${before}${writeHead(parameters, { isArrow })}`, body, `}${after}`);
  if (choices.isOneIn(40)) return [...wrap('try {', lines, '} catch (caught) {'), "  log('caught', caught.message);", '}', ...behind];
  return [...lines, ...behind];
}

function nameResults({ choices }: Place, count: number): string[] {
  const first = choices.pick(resultNames);
  return [first, `${first}2`].slice(0, count);
}

/** The callback as a function with a name, in front of the call or hoisted behind it. */
function writeNamedCallback(place: Place, callee: Contract, args: readonly string[], parameters: readonly string[], body: readonly string[]): string[] {
  const name = `on${place.module.nextNumber()}`;
  // `this` of the place is not that of a declaration.
  const text = body.join('\n');
  const declaration = /\bthis\b/.test(text)
    ? wrap(`const ${name} = (${parameters.join(', ')}) => {`, body, '};')
    : wrap(`function ${name}(${parameters.join(', ')}) {`, body, '}');
  const call = `${writeCallText(place, callee, [...args, name])};`;
  return declaration[0]?.startsWith('const') || place.choices.isOneIn(2) ? [...declaration, call] : [call, ...declaration];
}

/** The body of a callback: what becomes of the error, and the rest. */
function writeBody(place: Place, error: string, results: readonly string[], rest: (place: Place) => string[]): string[] {
  const { choices, own, module } = place;
  const fallback = own.results === 0 ? 'null' : `null, ${own.results === 2 ? "'none', 'none'" : "'none'"}`;
  const [first] = results;
  const returnError = () => [...writeExitIf(place, error, error), ...goOn()];
  const goOn = () => [...(first !== undefined && choices.isOneIn(3) ? writeToCache(place, first) : []), ...rest(place)];
  switch (choices.below(19)) {
    case 18:
      if (first === undefined) return returnError();
      return [`if (${error} || !${first}) ${oneLine(writeExit(place, own.results === 0 ? error : `${error} || new Error('e${module.nextNumber()}')`))}`, ...goOn()];
    case 17:
      return [`if (${error} && ${error}.code !== 'ENOENT') ${oneLine(writeExit(place, error))}`, ...goOn()];
    case 16:
      return module.mayIgnoreErrors ? goOn() : returnError();
    case 15:
      return [`if (${error}) log('failed', ${error}.message);`, ...goOn()];
    case 14:
      return module.mayIgnoreErrors ? [...writeExitIf(place, error, fallback), ...goOn()] : returnError();
    case 13:
      return own.results === results.length && place.callback !== null ? writeCompletion(place, [error, ...results].join(', ')) : returnError();
    case 12:
      return place.callback === null || place.mayLackCallback || own.results !== 1
        ? returnError()
        : [`${error} ? ${place.callback}(${error}) : ${place.callback}(null, ${writeValue(place).replace(/^\{.*/, '1')});`];
    case 11:
      return [`if (${error}) {`, ...indent(writeCompletion(place, error)), '} else {', ...indent(goOn()), '}'];
    case 10:
      return [`if (!${error}) {`, ...indent(goOn()), '} else {', ...indent(writeCompletion(place, error)), '}'];
    case 9:
      return [...writeExitIf(place, error, `new Error('wrapped ' + ${error}.message)`), ...goOn()];
    case 8:
      return own.results === 0 && place.callback !== null ? writeCompletion(place, error) : returnError();
    default:
      return returnError();
  }
}

const oneLine = (lines: readonly string[]): string => (lines.length === 1 ? (lines[0] ?? '') : `{ ${lines.join(' ')} }`);

/** A call without a callback of a function that can do without one. */
export function writeCallWithoutCallback(place: Place): string[] {
  const callee = pickCallee(place, ({ callback, timing }) => callback === 'optional' && timing !== 'may fail at once');
  if (callee.callback !== 'optional' || !place.module.mayIgnoreErrors) return [writeLog(place)];
  return [`${writeCallee(place, callee)}(${writeArguments(place, callee).join(', ')});`];
}
