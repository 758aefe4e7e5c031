import type { ImportedName } from '@uncallback/detector';
import type { AsyncForm } from '@uncallback/rewriter';

import type { OpenReason } from '../link/closed-functions.js';
import type { GivenParameter } from '../link/given-paths.js';
import type { RegisteredFunction } from '../link/registered-functions.js';

/** What one file has to know of the functions that change with their users in other files. Plain data. */
export interface FileConversions {
  /** The exported functions of the file that lose their callback without a callback form for others, by their indexes in its summary. */
  readonly closed: readonly number[];
  /** Those of them that are methods of instances. */
  readonly methods: readonly number[];
  /** Those of them that users of the package call as well. */
  readonly isPublic: readonly number[];
  /** The exported functions that have to go on calling back before they return. */
  readonly required: readonly number[];
  /** The exported functions and methods that other files would call by an async function beside the callback form. */
  readonly shared: readonly number[];
  /** The methods that `this.get(...)` in their class certainly calls. */
  readonly sealed: readonly number[];
  /**
   * The functions of other files that have lost their callback, and those with an async function beside their callback form, by its name.
   */
  readonly imported: readonly { readonly name: ImportedName; readonly form: AsyncForm; readonly core: string | null; readonly isMethod: boolean }[];
  /** The exported functions that frameworks get from other files, or whose results they get, see `RegisteredFunction`. */
  readonly registered: readonly Omit<RegisteredFunction, 'file'>[];
  /** The parameters of exported functions that other files give values of frameworks. */
  readonly given: readonly Omit<GivenParameter, 'file'>[];
  /** How often other files call the exported functions, and how many files do. */
  readonly calls: readonly { readonly fn: number; readonly calls: number; readonly files: number }[];
  /** The names that an async function may not get beside its callback form, since a file of the project mentions them: `getAsync`. */
  readonly takenNames: readonly string[];
  /** Why other exported functions keep a callback form. */
  readonly open: readonly { readonly fn: number; readonly reason: OpenReason }[];
}

/** What planning a file found out about these functions. */
export interface ConversionOutcome {
  /** The form of each closed function; null where it keeps its callback after all. */
  readonly closed: readonly { readonly fn: number; readonly form: AsyncForm | null }[];
  /** The async function beside the callback form of each shared function; null where there is none. */
  readonly shared: readonly { readonly fn: number; readonly form: AsyncForm | null; readonly core: string | null }[];
  /** The functions of other files with an async function beside their callback form that no call in the file calls. */
  readonly unused: readonly ImportedName[];
  /** The functions of other files that a user in the file could not call without a callback. */
  readonly dropped: readonly ImportedName[];
  /** The functions of other files that have to call back before they return, since the file depends on it. */
  readonly required: readonly ImportedName[];
}
