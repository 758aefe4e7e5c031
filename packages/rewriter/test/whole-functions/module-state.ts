import type { Contract } from './contract.js';

/** What has been written of a module so far. */
export class ModuleState {
  /** Functions that any code of the module can call. */
  readonly contracts: Contract[] = [];
  /** Lines in front of all functions: `const cache = {};`. */
  readonly head = new Set<string>();
  /** The names of all functions that take a callback. */
  readonly functions: string[] = [];
  /** The properties of `module.exports = { ... }`, where the module exports one object. */
  readonly members: string[][] = [];
  /** Lines behind all functions: instances, exports, tables, calls at load. */
  readonly tail: string[] = [];
  /** The names of function declarations, which can be assigned. */
  readonly declared = new Set<string>();
  /** A function written so far may throw. */
  mayThrow = false;
  /** How many more statements may be written. */
  budget = 40;
  readonly #exported = new Set<string>();
  #counter: number;

  /**
   * @param exportForm `object`: the module ends with `module.exports = { ... }`. `lines`: each export has a line `exports.x = ...`.
   * `function`: the first function is the module, `module.exports = load1`, and the others are its members
   * @param mayIgnoreErrors callbacks may ignore their error
   * @param counter the numbers in names begin behind this one
   */
  constructor(
    readonly exportForm: 'object' | 'lines' | 'function',
    readonly mayIgnoreErrors: boolean,
    counter = 0,
  ) {
    this.#counter = counter;
  }

  nextNumber(): number {
    return ++this.#counter;
  }

  /** The expression for the exported object. */
  get exported(): string {
    return this.exportForm === 'lines' ? 'exports' : 'module.exports';
  }

  exportName(name: string): void {
    this.#exported.add(name);
    if (this.exportForm === 'object') this.members.push([`${name},`]);
    else this.tail.push(`${this.exported}.${name} = ${name};`);
  }

  /** Exports a value under a name. */
  exportValue(name: string, value: string): void {
    if (this.exportForm === 'object') this.members.push([`${name}: ${value},`]);
    else this.tail.push(`${this.exported}.${name} = ${value};`);
  }

  isExported(name: string): boolean {
    return this.#exported.has(name);
  }

  /** Adds a declaration to the head; returns the name that it declares. */
  need(name: keyof typeof declarations): string {
    this.head.add(declarations[name]);
    return name;
  }
}

const declarations = {
  cache: 'const cache = {};',
  waiting: 'const waiting = [];',
  noop: 'function noop() {}',
  promisify: "const { promisify } = require('util');",
  taken: "const callbackify = 'taken';",
  once: 'function once(f) { let isCalled = false; return function () { if (isCalled) return; isCalled = true; return f.apply(this, arguments); }; }',
  own: 'const own = (fn) => fn;',
  fault: "const fault = (text) => Object.assign(new Error(text), { isFault: true });",
  lib: "const lib = require('./lib');",
  fs: "const fs = require('fs');",
} as const;
