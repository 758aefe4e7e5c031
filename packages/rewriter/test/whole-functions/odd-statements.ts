import { indent } from '../fuzz/context.js';
import { pickAwaited, writeCallee } from './calls.js';
import { writeCompletion, writeExit } from './completions.js';
import { type Place, noteCompletion, noteProtocol } from './place.js';
import { writeArguments, writeLog, writeTest, writeValue } from './values.js';

/** What a function does with its callback that must not be converted, or only with care. */
export function writeOddStatement(place: Place, rest: (place: Place) => string[]): string[] {
  const { choices, callback, own, module } = place;
  if (callback === null) return writeObservedCall(place, rest);
  const value = own.results === 0 ? '' : `, ${writeValue(place)}`;
  if (place.mayLackCallback) return writeCompletion(place);
  const repeats = () => {
    // A rewrite does not see that a function which calls the callback is called repeatedly; so nobody awaits this one.
    noteProtocol(place, callback.startsWith('finish') ? 'goes on' : 'repeats');
    noteCompletion(place, { isError: false });
  };
  switch (choices.below(14)) {
    case 0:
      return writeObservedCall(place, rest);
    case 1:
      repeats();
      return [`['a', 'b'].forEach(function (item) {`, `  api.write(item, 1, function (err) { ${callback}(err${value === '' ? '' : ', item'}); });`, '});'];
    case 2: // never on some paths
      return [`if (${writeTest(place)}) return;`, ...rest(place)];
    case 3:
      noteCompletion(place, { isError: false });
      return [`${callback}.call(${place.receiver ?? 'null'}, null${value});`];
    case 4: // stored
      module.need('waiting');
      return [`waiting.push(${callback});`, 'setImmediate(function () {', `  waiting.splice(0).forEach(function (go) { go(null${value}); });`, '});'];
    case 5:
      repeats();
      return [`${callback}(null${value});`, ...writeCompletion({ ...place, steps: [] })];
    case 6:
      repeats();
      return ['api.names(\'together\', function (err, rows) {', `  ${callback}(err, rows || []);`, '});'];
    case 7:
      noteCompletion(place, { isError: false });
      noteProtocol(place, 'goes on');
      return [`${callback}(null${value});`, writeLog(place)];
    case 8: // its arguments
      return [`log('given', arguments.length, typeof ${callback});`, ...rest(place)];
    case 9:
      return writeFinisher(place, callback, rest);
    case 10: // no results where callers expect some, and the other way round
      return writeExit(place, choices.pick(['', 'null', "null, 'more', 'and more'"]));
    case 11: // a local that counts
      return [
        'let left = 2;',
        'const end = function (err) {',
        ...indent([`if (left < 0) return;`, `if (err) { left = -1; return ${callback}(err); }`, `if (--left === 0) ${callback}(null${value});`]),
        '};',
        "api.write('first', 1, end);",
        "api.write('second', 2, end);",
      ];
    case 12: // a loop through a function that calls itself
      return [
        "const left = ['p', 'q'];",
        'const seen = [];',
        '(function next() {',
        ...indent([
          `if (left.length === 0) return ${callback}(null${value === '' ? '' : ', seen'});`,
          'const item = left.shift();',
          'api.read(item, function (err, got) {',
          `  if (err) return ${callback}(err);`,
          '  seen.push(got);',
          '  next();',
          '});',
        ]),
        '})();',
      ];
    default: // the same callback for two calls, of which one runs
      return own.results === 0 ? [`if (${writeTest(place)}) api.open(${callback}); else {`, ...indent(rest(place)), '}'] : rest(place);
  }
}

/** A function that ends the work: the paths behind it call it instead of the callback. */
function writeFinisher(place: Place, callback: string, rest: (place: Place) => string[]): string[] {
  const name = `finish${place.module.nextNumber()}`;
  const parameters = place.own.results === 0 ? 'err' : place.own.results === 1 ? 'err, first' : 'err, first, second';
  return [`function ${name}(${parameters}) {`, `  ${writeLog(place)}`, `  ${callback}(${parameters});`, '}', ...rest({ ...place, callback: name })];
}

/** A call with code behind it that notices whether the callback has run. */
function writeObservedCall(place: Place, rest: (place: Place) => string[]): string[] {
  const { choices, module } = place;
  const number = module.nextNumber();
  const callee = pickAwaited(place, { isObserved: true });
  const args = writeArguments(place, callee);
  const got = `got${number}`;
  const call = (body: string) => `${writeCallee(place, callee)}(${[...args, `function (err, found) { ${body} }`].join(', ')});`;
  const forms: [string[], ...string[][]] = [
    [call(`log('called ${number}', err ? err.message : 'fine', found);`), `log('behind ${number}');`],
    [call(`if (err) return log('failed ${number}', err.message); log('called ${number}', found);`), call(`log('again ${number}', found, err ? err.message : 'fine');`)],
  ];
  if (module.mayIgnoreErrors) forms.push([`let ${got} = 'nothing';`, call(`${got} = err ? 'failed' : 'found';`), `log(${got});`]);
  return [...choices.pick(forms), ...rest(place)];
}
