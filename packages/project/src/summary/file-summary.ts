import type { FunctionSummary, ImportedName } from '@uncallback/detector';

/** What a file exports under one name: functions, a class, an object. Members lead on: `load` of `exports.store.load`. */
export interface ExportedValue {
  /** The functions that the value may be, as indexes into `functions` of the file's summary. Of a class, its constructor. */
  readonly functions: readonly number[];
  /** The members by name. Methods of instances are in `prototype`: those of `new Store()`. */
  readonly members: Readonly<Record<string, ExportedValue>>;
  /** Values of other files that the value is, or has the members of: `module.exports = require('./x')`, `class A extends B`. */
  readonly from: readonly ImportedName[];
}

/** What other files and the linking have to know of one file. Plain data, so that JSON can store it. */
export interface FileSummary {
  /** What the file exports. A member `default` is the default export of an ES module. */
  readonly exports: ExportedValue;
  /** What the exported functions do with their callbacks. */
  readonly functions: readonly FunctionSummary[];
  /** The functions of other files that the file calls. */
  readonly uses: readonly ImportedName[];
}
