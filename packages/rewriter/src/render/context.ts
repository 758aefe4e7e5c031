import type { FunctionNode, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Names } from '../names/assign-names.js';
import type { References } from '../file/references.js';
import type { ImportedVariant, Rewrite } from '../plan/types.js';
import type { AsiHazards } from './text/asi-hazards.js';
import type { UtilName } from './imports/promisify-import.js';
import type { LazyEdit } from './edits/edit.js';
import type { Slices } from './text/slices.js';

/** TypeScript: the values that lose their types by a rewrite, and so have the type `any`. */
export interface UntypedValues {
  /** Whether a call calls a method of such a value: `rows.map(...)`. */
  isCalledOn(call: TSESTree.Node): boolean;
  /** The edits that annotate parameters whose types were inferred from such a value. */
  edits(): LazyEdit[];
}

/** Everything that the parts of the rendering share for one file. */
export interface RenderContext {
  readonly source: Source;
  readonly slices: Slices;
  readonly references: References;
  readonly names: Names;
  /** How the file refers to `promisify` and `callbackify`: `util.promisify` or an imported name. */
  readonly nameOfUtil: (name: UtilName) => string;
  /** The constant that holds a rewrite's promisified callee, `readFile` of `const readFile = promisify(fs.readFile);`, or null. */
  readonly constantOf: (rewrite: Rewrite) => string | null;
  /** Whether a callee that is a name is imported from a module of promise variants in the output: `fs/promises`. */
  readonly importsVariant: (callee: { readonly imported: ImportedVariant }) => boolean;
  /** One step of indentation at the place of a callback, see `callback-step.ts`. */
  readonly stepOf: (callback: FunctionNode) => string;
  /** One step of indentation in the file. */
  readonly step: string;
  /** What ends a statement in this file: `;`, or an empty string. */
  readonly semicolon: string;
  /** Where a line of the output would continue the line before it, see `asi-hazards.ts`. */
  readonly asiHazards: AsiHazards;
  /** Whether the file has types. The parameter of a `catch` is then `unknown`. */
  readonly isTypeScript: boolean;
  /** The values that lose their types; null in a file without types. */
  readonly anyValues: UntypedValues | null;
  /** A text in which the error of a rewrite is set, although it is known to be null where that text stands in the file. */
  readonly withError: (rewrite: Rewrite, make: () => string) => string;
  /** Whether statements replace the expression body of an arrow function. */
  readonly isReplaced: (body: TSESTree.Expression) => boolean;
  /** The rewrite whose call is the whole statement and is awaited in its place; null for any other statement. */
  readonly awaitedIn: (statement: TSESTree.Statement | null) => Rewrite | null;
  /** Whether a statement has rewritten calls in its branches: `test ? a(...) : b(...);`. */
  readonly isBranched: (statement: TSESTree.Statement) => boolean;
  /** Whether the receiver of a rewrite is evaluated in its `try`, see `BodyPlan`. */
  readonly triesReceiver: (rewrite: Rewrite) => boolean;
  /** Whether a promise that code returns is awaited there, since the code may become a part of the function around it: in a function that a control-flow call calls after another one. */
  readonly awaitsReturned: (node: TSESTree.Node) => boolean;
  /** Whether somebody uses what a control-flow call passes on success. */
  readonly usesResultOf: (call: TSESTree.CallExpression) => boolean;
  /** Whether a `return` or `throw` replaces a statement or a call: `return value;` for `cb(null, value);`. */
  readonly completes: (node: TSESTree.Node) => boolean;
}

/** The name of a variable in the output. */
export function nameOf({ names }: RenderContext, variable: Scope.Variable): string {
  return names.renamed.get(variable) ?? variable.name;
}
