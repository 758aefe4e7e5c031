import { Choices } from '../fuzz/choices.js';

/** Where a body is: how deep in control-flow calls, and whether it runs beside others, where it must not call back at once: the others would start later than before. */
interface Place {
  readonly depth: number;
  readonly isBeside: boolean;
  /** It is a task whose results the library collects, so that it may pass several. */
  readonly isCollected?: boolean;
  /** Code in front of the body uses a variable `item` of a function around it, so that the body must not declare one. */
  readonly usesItem?: boolean;
}

/** How deep control-flow calls are nested. */
const maxDepth = 3;

/**
 * Writes a module whose functions call each other through the async library: each is run by one of its exports.
 *
 * @param callbackOfAuto where the tasks of `auto` that wait for others get their callback, which differs between versions of the library
 */
export function writeProgram(numbers: readonly number[], callbackOfAuto: 'first' | 'last'): string {
  return new Writer(new Choices(numbers), callbackOfAuto).module();
}

class Writer {
  readonly #choices: Choices;
  readonly #callbackOfAuto: 'first' | 'last';
  #names = 0;
  /** Functions that control-flow calls call by their names: `(key, cb)`, of which one passes a value. */
  readonly #helpers: string[] = [];
  /** How many callbacks of a driver's function are around the text that is written. */
  #later = 0;

  constructor(choices: Choices, callbackOfAuto: 'first' | 'last') {
    this.#choices = choices;
    this.#callbackOfAuto = callbackOfAuto;
  }

  module(): string {
    const count = 1 + this.#choices.below(2);
    const functions = Array.from({ length: count }, (_, index) => this.#function(`work${String(index)}`));
    const calls = Array.from({ length: count }, (_, index) => {
      const result = `result${String(index)}`;
      if (this.#choices.isOneIn(3)) return `exports.main${String(index)} = work${String(index)};`;
      return `exports.main${String(index)} = function () {\n  work${String(index)}('w', function (err, ${result}) {\n    if (err) return log('failed ' + err.message);\n    log('done ' + JSON.stringify(${result}));\n  });\n};`;
    });
    return [`const async = require('async');`, `const runSeries = require('run-series');`, `const runParallel = require('run-parallel');`, `const { copy, log, read, scan, write } = require('driver');`, ...this.#helpers, ...functions, ...calls, ''].join('\n\n');
  }

  #function(name: string): string {
    return `function ${name}(key, cb) {\n${indent(this.#body('key', 'cb', { depth: 0, isBeside: false }, true))}\n}`;
  }

  /** Statements that end with a call of the callback. */
  #body(key: string, callback: string, place: Place, passesValue: boolean): string {
    const lines: string[] = [];
    if (this.#choices.isOneIn(3)) lines.push(`log('at ' + ${key});`);
    let used = key;
    if (this.#choices.isOneIn(3)) {
      const name = key !== 'item' && place.usesItem !== true && this.#choices.isOneIn(2) ? 'item' : this.#name('item');
      lines.push(`${this.#choices.pick(['var', 'const', 'let'])} ${name} = ${key} + '${this.#letter()}';`);
      used = name;
    }
    if (this.#choices.isOneIn(4)) lines.push(`if (${used}.length % 2) return ${this.#ending(place, callback, used, passesValue)}`);
    if (this.#choices.isOneIn(10)) lines.push(`for (var i = 0; i < 2; i++) log(${used} + i);`);
    if (this.#choices.isOneIn(8)) {
      lines.push(`if (${used}.length > ${String(this.#choices.below(6))}) {\n${indent(this.#end(used, callback, place, passesValue))}\n} else {\n${indent(this.#end(used, callback, place, passesValue))}\n}`);
    } else lines.push(this.#end(used, callback, place, passesValue));
    return lines.join('\n');
  }

  #end(key: string, callback: string, place: Place, passesValue: boolean): string {
    const kind = this.#choices.below(place.depth < maxDepth ? 12 : 4);
    switch (kind) {
      case 0:
        if (!passesValue) return `write(${this.#key(key)}, ${callback});`;
        return `${place.isCollected === true && this.#choices.isOneIn(3) ? 'scan' : 'read'}(${this.#key(key)}, ${callback});`;
      case 1: {
        const value = this.#choices.isOneIn(2) ? 'value' : this.#name('value');
        const after = this.#choices.isOneIn(3) ? `log('got ' + ${value});\n` : '';
        return `read(${this.#key(key)}, function (err, ${value}) {\n  if (err) return ${callback}(err);\n${indent(after + this.#afterwards(() => this.#ending(place, callback, value, passesValue)))}\n});`;
      }
      case 2:
        return this.#ending(place, callback, key, passesValue);
      case 3:
        return `write(${this.#key(key)}, function (err) {\n  if (err) log('ignored ' + err.message);\n${indent(this.#afterwards(() => this.#ending(place, callback, key, passesValue)))}\n});`;
      case 4:
        return this.#each(key, callback, place, passesValue, 'each');
      case 5:
        return this.#each(key, callback, place, passesValue, 'eachSeries');
      case 6:
        return this.#map(key, callback, place, passesValue, this.#choices.pick(['map', 'mapSeries']));
      case 7:
        return this.#series(key, callback, place, passesValue);
      case 8:
        return this.#parallel(key, callback, place, passesValue);
      case 9:
        return this.#auto(key, callback, place, passesValue);
      case 10:
        return this.#map(key, callback, place, passesValue, this.#choices.pick(['times', 'timesSeries']));
      default:
        return this.#waterfall(key, callback, place, passesValue);
    }
  }

  #ending({ isBeside }: Place, callback: string, value: string, passesValue: boolean): string {
    if (isBeside && this.#later === 0) return `write(${value}, function (err) {\n  if (err) return ${callback}(err);\n${indent(this.#afterwards(() => this.#ending({ depth: 0, isBeside: true }, callback, value, passesValue)))}\n});`;
    if (this.#choices.isOneIn(12)) return `${callback}(new Error('stopped ' + ${value}));`;
    return passesValue ? `${callback}(null, ${value});` : `${callback}();`;
  }

  /** `function (err) { ... }` behind a call that passes nothing; the callback itself where that is possible. */
  #final(place: Place, key: string, callback: string, passesValue: boolean): string {
    if (!passesValue && this.#choices.isOneIn(2)) return callback;
    const first = this.#choices.isOneIn(4) ? `if (err) log('went on ' + err.message);` : `if (err) return ${callback}(err);`;
    return `function (err) {\n  ${first}\n${indent(this.#ending(place, callback, key, passesValue))}\n}`;
  }

  #each(key: string, callback: string, place: Place, passesValue: boolean, method: 'each' | 'eachSeries'): string {
    const end = this.#final(place, key, callback, passesValue);
    const { before, text } = this.#anyList(place, key, callback, passesValue);
    const list = this.#inTurn(method, text);
    if (this.#choices.isOneIn(4)) return `${before}async.${list}, ${this.#worker(key, false)}, ${end});`;
    const item = this.#choices.isOneIn(3) ? 'each' : this.#name('each');
    const next = this.#choices.pick(['next', 'cb', 'done']);
    const body = this.#body(item, next, { depth: place.depth + 1, isBeside: place.isBeside || method === 'each' }, false);
    return `${before}async.${list}, function (${item}, ${next}) {\n${indent(body)}\n}, ${end});`;
  }

  /** `eachSeries(list` or, with the same meaning, `eachLimit(list, 1`. */
  #inTurn(method: string, list: string): string {
    return /Series$/.test(method) && this.#choices.isOneIn(4) ? `${method.replace('Series', 'Limit')}(${list}, 1` : `${method}(${list}`;
  }

  #map(key: string, callback: string, place: Place, passesValue: boolean, method: 'map' | 'mapSeries' | 'times' | 'timesSeries'): string {
    const item = this.#name('each');
    const isInTurn = method.endsWith('Series');
    const body = (): string => indent(this.#body(item, 'next', { depth: place.depth + 1, isBeside: place.isBeside || !isInTurn, isCollected: true }, true));
    const worker = !method.startsWith('times') && this.#choices.isOneIn(4) ? this.#worker(key, true) : `function (${item}, next) {\n${body()}\n}`;
    const list = this.#choices.isOneIn(2) ? 'list' : this.#name('list');
    const { before, text } = method.startsWith('times') ? { before: '', text: String(1 + this.#choices.below(3)) } : this.#anyList(place, key, callback, passesValue);
    return `${before}async.${this.#inTurn(method, text)}, ${worker}, function (err, ${list}) {\n  if (err) return ${callback}(err);\n${indent(this.#ending(place, callback, `${list}.join('')`, passesValue))}\n});`;
  }

  /** `async.auto({ one: function (next) {}, two: ['one', function (next, all) {}] }, callback);` */
  #auto(key: string, callback: string, place: Place, passesValue: boolean): string {
    const count = 1 + this.#choices.below(4);
    const names = Array.from({ length: count }, () => this.#name('task'));
    const [all] = [this.#choices.pick(['all', 'results', 'item'])];
    const isLayered = !this.#choices.isOneIn(4);
    let layer: readonly string[] = [];
    let current: string[] = [];
    const tasks = names.map((name, index) => {
      if (index > 0 && this.#choices.isOneIn(2)) {
        layer = current;
        current = [];
      }
      current.push(name);
      const needs = isLayered ? layer : names.slice(0, index).filter(() => this.#choices.isOneIn(2));
      const reads = needs.length > 0 && this.#choices.isOneIn(3);
      const own = reads ? `${all}.${needs[0]!} + ${key}` : key;
      const item = this.#name('own');
      const body = indent(`var ${item} = ${own};\n${this.#body(item, 'next', { isBeside: true, depth: place.depth + 1, usesItem: /\bitem\b/.test(own) }, this.#choices.isOneIn(2))}`);
      const parameters = needs.length === 0 ? 'next' : this.#callbackOfAuto === 'last' ? `${all}, next` : reads ? `next, ${all}` : 'next';
      const task = `function (${parameters}) {\n${body}\n}`;
      return `${name}: ${needs.length === 0 ? task : `[${needs.map((need) => `'${need}'`).join(', ')}, ${task}]`}`;
    });
    const usesResults = passesValue && this.#choices.isOneIn(2);
    const final = usesResults ? `function (err, all) {\n  if (err) return ${callback}(err);\n  ${callback}(null, JSON.stringify(Object.entries(all).sort()));\n}` : this.#final(place, key, callback, passesValue);
    const end = final === callback ? `function (err) { ${callback}(err); }` : final;
    return `async.auto({\n${indent(tasks.join(',\n'))}\n}, ${end});`;
  }

  #series(key: string, callback: string, place: Place, passesValue: boolean): string {
    return this.#tasks('series', key, callback, place, passesValue, place.isBeside);
  }

  #parallel(key: string, callback: string, place: Place, passesValue: boolean): string {
    return this.#tasks('parallel', key, callback, place, passesValue, true);
  }

  #tasks(method: 'series' | 'parallel', key: string, callback: string, place: Place, passesValue: boolean, isBeside: boolean): string {
    const task = (): string => {
      if (this.#choices.isOneIn(4)) return this.#applied(key, this.#choices.isOneIn(2));
      return `function (next) {\n${indent(this.#body(key, 'next', { isBeside, depth: place.depth + 1, isCollected: true }, this.#choices.isOneIn(3)))}\n}`;
    };
    const tasks = Array.from({ length: 1 + this.#choices.below(3) }, task);
    const usesResults = passesValue && this.#choices.isOneIn(2);
    const final = usesResults ? `function (err, all) {\n  if (err) return ${callback}(err);\n  ${callback}(null, JSON.stringify(Object.entries(all).sort()));\n}` : this.#final(place, key, callback, passesValue);
    // With an error, the results so far are not passed on any more, which nobody looks at.
    const handsOn = passesValue && !usesResults && this.#choices.isOneIn(3);
    const end = handsOn ? callback : final === callback ? `function (err) { ${callback}(err); }` : final;
    if (this.#choices.isOneIn(3)) return this.#held(method, key, tasks, end);
    // The order of the keys of an object is that of the tasks, not that in which they end.
    const keys = !handsOn && this.#choices.isOneIn(3) ? tasks.map((_, index) => this.#choices.pick(['one', 'key', 'item']) + String(index)) : null;
    const [open, close] = keys ? ['{', '}'] : ['[', ']'];
    const called = keys === null && this.#choices.isOneIn(4) ? { series: 'runSeries', parallel: 'runParallel' }[method] : `async.${method}`;
    return `${called}(${open}\n${indent(tasks.map((text, index) => (keys ? `${keys[index]!}: ${text}` : text)).join(',\n'))}\n${close}, ${end});`;
  }

  /** A call with a list of tasks that a variable holds, or that is made for each item of another list. */
  #held(method: 'series' | 'parallel', key: string, tasks: readonly string[], end: string): string {
    const name = this.#choices.isOneIn(2) ? 'tasks' : this.#name('steps');
    const [first, ...others] = tasks;
    switch (this.#choices.below(4)) {
      case 0:
        return `async.${method}([${key}, 'm'].map(function (key) {\n${indent(`return ${first!};`)}\n}), ${end});`;
      case 1:
        return `const ${name} = [${first!}];\n${others.map((task) => `${name}.push(${task});\n`).join('')}async.${method}(${name}, ${end});`;
      case 2:
        return `var ${name} = [];\n[${key}, 'n'].forEach(function (key) {\n${indent(`${name}.push(${first!});`)}\n});\nasync.${method}(${name}, ${end});`;
      default:
        return `var ${name} = [];\nfor (var n = 0; n < 2; n++) {\n  ${name}.push((function (n) {\n${indent(indent(`return ${first!};`))}\n  })(n));\n}\n${others.map((task) => `if (${key}.length > 1) ${name}.unshift(${task});\n`).join('')}async.${method}(${name}, ${end});`;
    }
  }

  /** A function with a name that takes an item; it passes a value, or nothing. */
  #worker(key: string, passesValue: boolean): string {
    const name = this.#helper(passesValue);
    return this.#choices.pick([name, name, `${name}.bind(null)`, `async.apply(${this.#helper(passesValue, true)}, ${key})`]);
  }

  /** A function with a name and its argument. */
  #applied(key: string, passesValue: boolean): string {
    const name = this.#helper(passesValue);
    return this.#choices.pick([`async.apply(${name}, ${key})`, `${name}.bind(null, ${key})`, `async.apply(${name}, 'z')`]);
  }

  /** The name of a function that calls back later. */
  #helper(passesValue: boolean, takesPrefix = false): string {
    if (!takesPrefix && this.#choices.isOneIn(2)) return passesValue ? 'read' : 'write';
    const name = this.#name(passesValue ? 'load' : 'save');
    const later = this.#later;
    this.#later = 0;
    const body = this.#body('name', 'cb', { depth: maxDepth, isBeside: true }, passesValue);
    this.#later = later;
    this.#helpers.push(`function ${name}(${takesPrefix ? 'prefix, ' : ''}name, cb) {\n${indent(takesPrefix ? `log(prefix);\n${body}` : body)}\n}`);
    return name;
  }

  #waterfall(key: string, callback: string, place: Place, passesValue: boolean): string {
    const count = 1 + this.#choices.below(3);
    let given: string | null = null;
    const tasks: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const isLast = index === count - 1;
      const passes: boolean = isLast ? passesValue : this.#choices.isOneIn(2);
      if (this.#choices.isOneIn(5)) {
        tasks.push(given === null ? this.#applied(key, passes) : this.#helper(passes));
        given = passes ? this.#name('given') : null;
        continue;
      }
      const next = this.#choices.pick(['next', 'cb']);
      tasks.push(`function (${given === null ? next : `${given}, ${next}`}) {\n${indent(this.#body(given ?? key, next, { isBeside: place.isBeside, depth: place.depth + 1 }, passes))}\n}`);
      given = passes ? (this.#choices.isOneIn(4) ? 'value' : this.#name('given')) : null;
    }
    if (this.#choices.isOneIn(2)) return `async.waterfall([\n${indent(tasks.join(',\n'))}\n], ${callback});`;
    const last = given ?? key;
    const first = this.#choices.isOneIn(5) ? `if (err) log('went on ' + err.message);` : `if (err) return ${callback}(err);`;
    return `async.waterfall([\n${indent(tasks.join(',\n'))}\n], function (err${given === null ? '' : `, ${given}`}) {\n  ${first}\n${indent(this.#ending(place, callback, last, passesValue))}\n});`;
  }

  /** A list with statements in front of it, which may show that it is one. */
  #anyList(place: Place, key: string, callback: string, passesValue: boolean): { readonly before: string; readonly text: string } {
    const text = this.#list(place, key);
    if (!this.#choices.isOneIn(4)) return { before: '', text };
    const name = this.#name('rows');
    const declared = `${this.#choices.pick(['var', 'const'])} ${name} = copy(${text});\n`;
    switch (this.#choices.below(4)) {
      case 0:
        return { before: `${declared}${name}.sort();\n`, text: name };
      case 1:
        return { before: `${declared}if (!${name} || ${name}.length === 0) return ${this.#ending(place, callback, key, passesValue)}\n`, text: name };
      case 2:
        return { before: declared, text: `${name}.filter(function (each) { return each !== ${key}; })` };
      default:
        return { before: `${declared}if (${key}.length > 9) log('has ' + ${name}.length);\n`, text: name };
    }
  }

  #list({ isBeside }: Place, key: string): string {
    return this.#choices.pick([`[${key}, ${key} + 'x', 'y']`, `(${key} + ',b').split(',')`, `Object.keys({ c: ${key}, d: 1 })`, isBeside ? `[${key}]` : '[]', `copy([${key}, 'v'])`]);
  }

  #key(key: string): string {
    return this.#choices.isOneIn(3) ? `${key} + '${this.#letter()}'` : key;
  }

  #letter(): string {
    return String.fromCharCode(97 + this.#choices.below(26));
  }

  /** What a callback does may end at once. */
  #afterwards(write: () => string): string {
    this.#later += 1;
    const text = write();
    this.#later -= 1;
    return text;
  }

  #name(start: string): string {
    this.#names += 1;
    return start + String(this.#names);
  }
}

function indent(text: string): string {
  return text.replace(/^(?=[^\n])/gm, '  ');
}
