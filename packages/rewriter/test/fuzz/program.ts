import { Choices } from './choices.js';
import type { Context } from './context.js';
import { writeAsyncFunction, writeExportedFunction, writeGenerator, writeHelper, writePlainFunction, writeTimer } from './function-hosts.js';
import { writeClass, writeModernClass, writeModernObject, writeObject, writePrototype } from './method-hosts.js';
import {
  writeExpectedThrow,
  writePassedWork,
  writePerItem,
  writeRegistrations,
  writeSometimesAtOnce,
  writeStream,
  writeSynchronousWrapper,
  writeTaskWithoutCallback,
} from './observing-hosts.js';
import { writeExecutor, writePromisedCalls } from './promise-hosts.js';
import { writeIteratee, writeListener, writeRoute, writeSteps, writeTest, writeTidyHost } from './registered-hosts.js';
import { NameScope } from './scope.js';
import { writeStatements } from './statements.js';

type Writer = (context: Context) => readonly string[];

/** The kinds of host functions, the simplest first. */
const hosts: readonly [Writer, ...Writer[]] = [
  writeExportedFunction,
  writeExportedFunction,
  writeTidyHost,
  writeTidyHost,
  writeListener,
  writeListener,
  writeHelper,
  writePlainFunction,
  writeRoute,
  writeTest,
  writePrototype,
  writeClass,
  (context) => writeStatements(context),
  writeIteratee,
  writeTimer,
  writeGenerator,
  writeObject,
  writeAsyncFunction,
  writeExecutor,
  writeModernClass,
  writeModernObject,
  writeSteps,
  writePromisedCalls,
  writePromisedCalls,
  writeSometimesAtOnce,
  writePassedWork,
  writeRegistrations,
  writePerItem,
  writeStream,
  writeTaskWithoutCallback,
  writeSynchronousWrapper,
  writeExpectedThrow,
];

/**
 * Writes a program in the style of old packages.
 *
 * @param numbers the choices; behind their end, the simplest choice is taken
 */
export function writeProgram(numbers: readonly number[]): string {
  const choices = new Choices(numbers);
  const context: Context = {
    choices,
    program: { helpers: [], counter: 0, budget: 24 },
    scope: new NameScope(null, true),
    callback: null,
    hostCallback: null,
    receiver: null,
    canReturn: false,
    isInLoop: false,
    hasArguments: true,
    isContinuation: false,
    canThrow: true,
    presentResult: null,
    depth: 0,
  };
  const lines = choices.isOneIn(4) ? ["'use strict';"] : [];
  lines.push("var fs = require('fs');", "var exec = require('child_process').exec;", '');
  const count = 1 + choices.below(3);
  for (let index = 0; index < count; index++) lines.push(...choices.pick(hosts)(context), '');
  const text = lines.join('\n');
  return choices.isOneIn(5) ? withoutSemicolons(text) : text;
}

/** A program without semicolons, except those that guard a line against ASI. */
function withoutSemicolons(text: string): string {
  return text.replace(/;(\n\s*)(?=[([`])/g, '$1;').replace(/;$/gm, '');
}
