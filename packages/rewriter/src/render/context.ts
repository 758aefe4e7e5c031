import type { FunctionNode, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Names } from '../names/assign-names.js';
import type { References } from '../file/references.js';
import type { Rewrite } from '../plan/types.js';
import type { AsiHazards } from './text/asi-hazards.js';
import type { UtilName } from './imports/promisify-import.js';
import type { LazyEdit } from './edits/edit.js';
import type { Slices } from './text/slices.js';

/** The values of TypeScript that lose their types. */
export interface UntypedValues {
  /** Whether a call is one of a method of such a value. */
  isCalledOn(call: TSESTree.Node): boolean;
  /** The edits that give parameters a type. */
  edits(): LazyEdit[];
}

/** What the rendering of one file has at hand. */
export interface RenderContext {
  readonly source: Source;
  readonly slices: Slices;
  readonly references: References;
  readonly names: Names;
  /** What the file calls `promisify` and `callbackify`: perhaps `util.promisify`. */
  readonly nameOfUtil: (name: UtilName) => string;
  /** The constant that stands for a rewrite's promisified callee, or null. */
  readonly constantOf: (rewrite: Rewrite) => string | null;
  /** One step of indentation where a callback is. */
  readonly stepOf: (callback: FunctionNode) => string;
  /** One step of indentation in the file. */
  readonly step: string;
  /** `;`, or nothing where the file does without. */
  readonly semicolon: string;
  readonly asiHazards: AsiHazards;
  /** Whether the file has types: then `catch` gives an `unknown`. */
  readonly isTypeScript: boolean;
  /** The values that lose their types; null where there are no types. */
  readonly anyValues: UntypedValues | null;
  /** Whether statements take the place of the expression body of an arrow function. */
  readonly isReplaced: (body: TSESTree.Expression) => boolean;
  /** The rewrite that a statement consists of, if its call is awaited in the statement's place. */
  readonly awaitedIn: (statement: TSESTree.Statement | null) => Rewrite | null;
  /** Whether a statement has rewritten calls in its branches: `test ? a(...) : b(...);`. */
  readonly isBranched: (statement: TSESTree.Statement) => boolean;
  /** Whether an outcome takes the place of a statement: `return value;` for `cb(null, value);`. */
  readonly completes: (statement: TSESTree.Statement) => boolean;
}

/** The name of a variable in the output. */
export function nameOf({ names }: RenderContext, variable: Scope.Variable): string {
  return names.renamed.get(variable) ?? variable.name;
}
