import type { CallbackKind } from '../site.js';
import type { Role } from '../vocabulary/vocabulary.js';

/** What is known of one function that takes a callback, or of several that have the same facts. What is left out is not known. */
export interface ApiEntry {
  /**
   * The function, relative to its module, calls left out: `createPool.query` is `createPool().query`. Empty for the module itself.
   * `*` is any one member but the methods of emitters and promises, `**` any members in a row.
   */
  readonly path: string;
  /** What the last name of the path has to be, where the path ends in `*` or `**`. */
  readonly role?: Role;
  /** What the callback is for. Default: `error-first`. */
  readonly kind?: CallbackKind;
  /** Which argument the callback is, counted from 0. Default: the last function among them. */
  readonly callback?: number | 'last';
  /**
   * The argument that is called for each item: the function `f` of `each(list, f, callback)`. Where there are several, the last of them.
   * Counted from 0, or from the end: -2 is the last argument but one, or the only one.
   */
  readonly iteratee?: number;
  /** The first argument is a list or an object of functions, each given a callback of its own. */
  readonly takesTasks?: true;
  /** Old versions call back with the result alone: with a single parameter that is not named like an error, the callback takes none. */
  readonly mayLackError?: true;
  /** How often it is called, where all goes well. */
  readonly invoked?: 'once' | 'per-item' | 'repeated';
  /**
   * Which argument may be a list, counted from 0: the callback is called for each of its items, as `invoked: 'per-item'` says. Where that
   * is certainly no list, or one of a single item, the callback is called once.
   */
  readonly items?: number;
  /** `later`: never before the call has returned. `at-once`: always before. `mixed`: now and then before. */
  readonly timing?: 'later' | 'at-once' | 'mixed';
  /** The documented names of the results; none for a callback that only takes an error. */
  readonly results?: readonly string[];
  /** What the promise of `util.promisify` resolves to: the first result, nothing, or an object with these keys. Default: from `results`. */
  readonly promisified?: 'first' | 'none' | readonly string[];
  /** The fewest arguments of a call with a callback, where the number tells it from other functions of its name. */
  readonly minimumArguments?: number;
  /** The versions of the module in which a call without a callback returns a promise: `>=1.0.0`. */
  readonly promise?: string;
  /** The function that does the same and returns a promise: `fs.promises.readFile`. A `*` in it is the last name of the path. */
  readonly variant?: string;
  /** The variant takes paths only, where the function also takes file descriptors. */
  readonly variantFor?: 'paths';
  /** Whether it looks at its `this`. Default: it may. */
  readonly needsReceiver?: boolean;
  /** Its callback gets an error or results, never both, and null where there is no error. */
  readonly followsNodeContract?: boolean;
  /**
   * `waits`: the streams and emitters that its callback gets emit nothing until somebody listens, or until more comes from outside: a
   * request, a directory, an idle connection.
   */
  readonly handsOver?: 'waits';
  /** What a call with a callback returns: something to go on with (a process, a request, an emitter), or nothing at all. */
  readonly returns?: 'handle' | 'nothing';
  /** The last versions of the module that take a callback: `<7`. Later ones never call it. */
  readonly callbackUntil?: string;
  /** For a function of the project that is given to this one: what becomes of a promise that it returns. */
  readonly caller?: 'ignores' | 'awaits' | 'reads';
  /** The versions of the module that the entry holds for. Default: all. */
  readonly versions?: string;
  /** Where the function does not exist: `Linux`, `Windows`. */
  readonly missingOn?: readonly string[];
  /** The address of its documentation, where that is not the one of its module. */
  readonly documentation?: string;
}

/** Facts without a path: what several entries have in common. */
export type ApiFeatures = Omit<ApiEntry, 'path'>;

/** Entries that differ in nothing but their paths. */
export type ApiGroup = ApiFeatures &
  (
    | { readonly path: string }
    /** Several paths, separated by spaces. */
    | { readonly paths: string }
  );

/** What is known of a module of Node, or of a package. */
export interface CatalogModule {
  /** As it is imported, without `node:`. */
  readonly name: string;
  /** Whether modules that are called after it have the same functions: `lodash-es`, `lodash/each`. */
  readonly isFamily: boolean;
  /** A module of Node itself. */
  readonly isNodeCore: boolean;
  /** The address of its documentation. */
  readonly documentation: string;
  readonly entries: readonly ApiEntry[];
}
