import type { FunctionNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { needsFunction } from './prologue.js';
import type { Conversion, ErrorCount, ResultCount } from './types.js';

/** What the users of a function have to know once it has lost its callback. Plain data: they may be in other files. */
export interface AsyncForm {
  /** The number of its parameters before, with the callback. */
  readonly parameters: number;
  /** The index of the first parameter in whose place the callback may be passed: 1 for `load(path, options, cb)` that moves `options`. */
  readonly callbackFrom: number;
  readonly results: ResultCount;
  readonly errorCount: ErrorCount;
  /** Without a callback it ignores its errors. */
  readonly isSilent: boolean;
  /** `callbackify` is all that a caller with a callback needs: nothing was done for the callback before the work. */
  readonly isPlain: boolean;
  readonly usesThis: boolean;
}

/** What the users of a function that loses its callback have to know. */
export function asyncFormOf({ fn, results, errorCount, prologue, usesThis }: Conversion): AsyncForm {
  const { params } = fn;
  const hasDefault = (parameter: TSESTree.Parameter): boolean => [...prologue.defaults.keys()].some(({ identifiers }) => identifiers[0] === parameter);
  return {
    parameters: params.length,
    callbackFrom: params.findIndex((parameter, index) => index === params.length - 1 || hasDefault(parameter)),
    results,
    errorCount,
    isSilent: prologue.optional && prologue.silent,
    isPlain: !needsFunction(prologue),
    usesThis: usesThis && fn.type !== 'ArrowFunctionExpression',
  };
}

/** Whether `callbackify(load)` is a callback form of a function: it passes as many arguments as the function did. */
export function isPlainForm({ results, errorCount, isPlain }: AsyncForm): boolean {
  return results === 'one' && errorCount === 1 && isPlain;
}

/** An exported function of the file of which all users are in files that change with it, so that nobody needs a callback form of it. */
export interface ClosedExport {
  /** The expression that gives the export its value: the function, or a variable that holds it. */
  readonly definition: TSESTree.Node;
  /** The places where the file itself uses the function by its export: `exports.load` of `exports.load(id, cb)`. */
  readonly mentions: readonly TSESTree.Node[];
}

/** A function of another file that has lost its callback, with the places where this file uses it. */
export interface ImportedAsync {
  readonly form: AsyncForm;
  /** `store.load` of `store.load(id, cb)` */
  readonly mentions: readonly TSESTree.Node[];
}

/** What is known of the users of a file's functions in other files, and of the functions of other files that the file uses. */
export interface ProjectFunctions {
  readonly closed: ReadonlyMap<FunctionNode, ClosedExport>;
  readonly imported: readonly ImportedAsync[];
}

/** A file by itself: others may use all that it exports. */
export const noProject: ProjectFunctions = { closed: new Map(), imported: [] };
