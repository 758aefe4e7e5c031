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
  /** How many more statements may be written. */
  budget = 40;
  readonly #exported = new Set<string>();
  #counter = 0;

  /**
   * @param exportsOneObject the module ends with `module.exports = { ... }`; else each export has a line `exports.x = ...`
   * @param mayIgnoreErrors callbacks may ignore their error
   */
  constructor(
    readonly exportsOneObject: boolean,
    readonly mayIgnoreErrors: boolean,
  ) {}

  nextNumber(): number {
    return ++this.#counter;
  }

  exportName(name: string): void {
    this.#exported.add(name);
    if (this.exportsOneObject) this.members.push([`${name},`]);
    else this.tail.push(`exports.${name} = ${name};`);
  }

  /** Exports a value under a name. */
  exportValue(name: string, value: string): void {
    if (this.exportsOneObject) this.members.push([`${name}: ${value},`]);
    else this.tail.push(`exports.${name} = ${value};`);
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
  once: 'function once(f) { let isCalled = false; return function () { if (isCalled) return; isCalled = true; return f.apply(this, arguments); }; }',
  lib: "const lib = require('./lib');",
  fs: "const fs = require('fs');",
} as const;
