import { Choices } from '../fuzz/choices.js';
import { indent } from '../fuzz/context.js';
import type { ModuleProgram } from './check-module.js';
import type { Contract } from './contract.js';
import { type Unit, writeFreeFunction, writeNestedFunctions, writeUser } from './definitions.js';
import { type DriverCall, listDriverCalls } from './driver-call.js';
import { writeWaiting } from './events.js';
import { writeClass, writeObject } from './methods.js';
import { writeKeptParameters } from './kept-parameters.js';
import { ModuleState } from './module-state.js';
import { writePatch } from './patches.js';
import { writePromisedUse } from './promised-uses.js';
import { writeRecursive } from './recursive.js';
import { writeTwins } from './twins.js';
import { writeUnusualParameters } from './unusual-parameters.js';
import { writeCaller, writeValueUse } from './value-uses.js';

type UnitWriter = (choices: Choices, module: ModuleState) => Unit;

/** The kinds of units, the simplest first. */
const units: readonly [UnitWriter, ...UnitWriter[]] = [
  writeFreeFunction,
  writeFreeFunction,
  writeFreeFunction,
  writeFreeFunction,
  writeUser,
  writeUser,
  writeNestedFunctions,
  writeClass,
  writeClass,
  writeObject,
  writeValueUse,
  writeValueUse,
  writePromisedUse,
  writeRecursive,
  writeWaiting,
  writePatch,
  writeUnusualParameters,
  writeKeptParameters,
  writeKeptParameters,
  writeTwins,
];

/**
 * Writes a CommonJS module in the style of old packages.
 *
 * @param numbers the choices: the first list decides about the whole, each other one about a unit, so that a module becomes smaller with
 * each list that is left out. Behind the end of a list the simplest choice is taken.
 */
export function writeModule(numbers: readonly (readonly number[])[]): ModuleProgram {
  return writeModuleWith(numbers, alone).program;
}

/** What a module of a project finds when it is written. */
export interface Surroundings {
  /** The lines that require other modules. */
  readonly head: readonly string[];
  /** The functions of other modules. */
  readonly contracts: readonly Contract[];
  /** The numbers in the names of the module begin behind this one. */
  readonly counter: number;
}

const alone: Surroundings = { head: [], contracts: [], counter: 0 };

/** A module with the functions that it exports by one name. */
export interface WrittenModule {
  readonly program: ModuleProgram;
  /** The functions that take a callback or none; `path` is empty for the one that is the module. */
  readonly exported: readonly { readonly contract: Contract; readonly path: string }[];
  /** The methods of instances of exported classes. */
  readonly methods: readonly { readonly contract: Contract; readonly owner: string }[];
}

/** Writes a module that may use functions of other modules. */
export function writeModuleWith([whole = [], ...rest]: readonly (readonly number[])[], { head: requires, contracts, counter }: Surroundings): WrittenModule {
  const choices = new Choices(whole);
  const module = new ModuleState(choices.pick(['lines', 'object', 'lines', 'object', 'function']), choices.isOneIn(3), counter);
  module.contracts.push(...contracts);
  const isReversed = choices.isOneIn(3);
  const isStrict = choices.isOneIn(3);
  const isMigrated = choices.isOneIn(5);
  const written: (readonly string[])[] = [];
  const calls: DriverCall[][] = [];
  /** Functions that the driver cannot call. */
  const unseen: Contract[] = [];
  /** The function that is the module. */
  let main: string | null = null;
  const exported: { contract: Contract; path: string }[] = [];
  const methods: { contract: Contract; owner: string }[] = [];
  for (const numbers of rest) {
    const unitChoices = new Choices(numbers);
    module.budget = 14;
    const { lines, definitions } = unitChoices.pick(units)(unitChoices, module);
    if (lines.length > 0) written.push(lines);
    for (const { contract, target, isHidden = false } of definitions) {
      if (!isHidden) module.contracts.push(contract);
      if (target === null) unseen.push(contract);
      if (target !== null) calls.push(listDriverCalls(target, contract));
      const [owner, method] = target?.split('#') ?? [];
      if (owner !== undefined && method !== undefined) methods.push({ contract, owner });
      if (target !== null && /^\w+$/.test(target)) exported.push({ contract, path: target });
      if (target !== null && module.exportForm === 'function' && main === null && module.declared.has(target)) {
        main = target;
        exported.push({ contract, path: '' });
        calls.push(listDriverCalls('', contract));
      }
    }
  }
  for (const contract of unseen.filter(({ name, protocol }) => protocol !== 'goes on' && !isCalled(name, written.flat()))) {
    const caller = writeCaller(contract, module);
    written.push(caller.lines);
    calls.push(...caller.definitions.map((definition) => listDriverCalls(definition.contract.name, definition.contract)));
  }
  const functions = (isReversed ? written.toReversed() : written).flatMap((lines) => [...lines, '']);
  const exports = module.exportForm === 'object' ? ['module.exports = {', ...indent(module.members.flat()), '};'] : [];
  const head = [...(isStrict ? ["'use strict';"] : []), "const api = require('./api');", ...requires, ...module.head];
  const first = main === null ? [] : [`module.exports = ${main};`, ''];
  const text = `${[...head, '', ...first, ...functions, ...exports, ...module.tail].join('\n')}\n`;
  const mayIgnoreErrors = module.mayIgnoreErrors || ignoresLaterErrors.test(text);
  return { program: { text, calls: alternate(calls), mayIgnoreErrors, isMigrated, functions: module.functions }, exported, methods };
}

/** The name is there more than once, for its definition and a call. */
const isCalled = (name: string, lines: readonly string[]): boolean => lines.join('\n').split(new RegExp(`\\b${name}\\b`)).length > 2;

/** What takes one outcome and ignores all later ones. */
const ignoresLaterErrors = /lib\.each|once\(|left < 0|isOver/;

/** The first call of each function, then the second ones: an exception that ends the process is often in the last ones. */
function alternate<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}
