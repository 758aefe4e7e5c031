// What is left of a function for its users once it has lost its callback.

import type { TSESTree } from '@typescript-eslint/types';

import { needsFunction } from './prologue.js';
import type { AsyncForm, Conversion, ProjectFunctions } from './types.js';

/** What the users of a function that loses its callback have to know. */
export function asyncFormOf({ fn, results, errorCount, prologue, usesThis }: Conversion): AsyncForm {
  const { params } = fn;
  const hasDefault = (parameter: TSESTree.Parameter): boolean => [...prologue.defaults.keys()].some(({ identifiers }) => identifiers[0] === parameter);
  return {
    parameters: params.length,
    callbackFrom: params.findIndex((parameter, index) => index === params.length - 1 || hasDefault(parameter)),
    results,
    errorCount,
    isOptional: prologue.optional,
    isSilent: prologue.optional && prologue.silent,
    isPlain: !needsFunction(prologue),
    usesThis: usesThis && fn.type !== 'ArrowFunctionExpression',
  };
}

/** Whether `callbackify(load)` is a callback form of a function: it passes as many arguments as the function did. */
export function isPlainForm({ results, errorCount, isPlain }: AsyncForm): boolean {
  return results === 'one' && errorCount === 1 && isPlain;
}

/** A file by itself: others may use all that it exports. */
export const noProject: ProjectFunctions = { closed: new Map(), closedMethods: new Set(), shared: new Set(), sealed: new Set(), imported: [], takenNames: new Set(), registered: new Map(), given: new Map() };
