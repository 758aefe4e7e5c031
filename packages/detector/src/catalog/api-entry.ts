import type { CallbackKind, Severity } from '../site.js';
import type { Role } from '../vocabulary/vocabulary.js';

/**
 * One entry of the catalogue: the known facts about a function that takes a callback, or about several functions with these facts. A fact
 * that an entry leaves out is not known, unless a default is named. Add an entry in the file of its module, `catalog/modules/NAME.ts`.
 */
export interface ApiEntry {
  /**
   * The function, relative to its module, without the `()` of calls: `createPool.query` is `createPool().query`. Empty for the module
   * itself. `*` is any one member except the methods of emitters and promises, `**` any sequence of members.
   */
  readonly path: string;
  /** The role in the vocabulary that the last name has to have, where the path ends in `*` or `**`. */
  readonly role?: Role;
  /** The kind of the callback. Default: `error-first`. */
  readonly kind?: CallbackKind;
  /** The position of the callback among the arguments, counted from 0. Default: `last`, the last function among them. */
  readonly callback?: number | 'last';
  /**
   * The position of the argument that is called for each item: 1 for `f` of `each(list, f, callback)`. If there are several, that of the
   * last. Counted from 0, or from the end: -2 is the argument before the last, or the only one.
   */
  readonly iteratee?: number;
  /** The first argument is a list or an object of functions, each of which is passed a callback of its own. */
  readonly takesTasks?: true;
  /** Old versions call back with the result only, so a callback whose single parameter is not named like an error is not error-first. */
  readonly mayLackError?: true;
  /** How often the callback is called if there is no error. */
  readonly invoked?: 'once' | 'per-item' | 'repeated';
  /**
   * With `invoked: 'per-item'`, the position of the argument that may be a list, counted from 0: the callback is called for each of its
   * items. If the argument is certainly no list, or a list of one item, the callback is called once.
   */
  readonly items?: number;
  /** When the callback is called. `later`: never before the call returns. `at-once`: always before. `mixed`: sometimes before. */
  readonly timing?: 'later' | 'at-once' | 'mixed';
  /** The documented names of the results; empty for a callback that takes only an error. */
  readonly results?: readonly string[];
  /** What the promise of `util.promisify` resolves to: the first result, nothing, or an object with these keys. Default: from `results`. */
  readonly promisified?: 'first' | 'none' | readonly string[];
  /** The smallest number of arguments of a call with a callback, to distinguish it from other functions with this name: `read` of `fs` takes at least 4, that of a stream 1. */
  readonly minimumArguments?: number;
  /**
   * The positions of the results that are passed with an error, too, though they may be incomplete then: they may be read before the error is
   * tested, but not after it was only logged. Counted from 1, as the error is at 0. Default: none.
   */
  readonly alwaysPassed?: readonly number[];
  /**
   * How much it matters if nobody looks at the error. `strict`: little, since it is told elsewhere as well or means next to nothing, so that only
   * a strict configuration asks for it. Default: much.
   */
  readonly severity?: Severity;
  /** The function works without a callback, and often has none. A function is taken for it only if nothing shows another kind, and is not rewritten. */
  readonly optional?: true;
  /** When the function fails, to be read behind its name: `fails only if the server was not open`. */
  readonly fails?: string;
  /** The versions of the module in which a call without a callback returns a promise: `>=1.0.0`. */
  readonly promise?: string;
  /**
   * The method that returns the promise, where what a call without a callback returns is none itself, in the versions of `promise`:
   * `promise` of `s3.getObject(options).promise()`.
   */
  readonly promiseMethod?: string;
  /** The promise variant, a function that returns a promise instead: `fs.promises.readFile`. A `*` in it is the last name of the path. */
  readonly variant?: string;
  /** `paths`: the variant takes only paths, although the function also takes file descriptors. */
  readonly variantFor?: 'paths';
  /** Whether the function uses its `this`, so that it cannot be called without its object. Default: it may. */
  readonly needsReceiver?: boolean;
  /** Whether the callback is passed an error or results, never both, and null as the error if there is none, as in Node's core modules. */
  readonly followsNodeContract?: boolean;
  /**
   * `waits`: the streams and emitters among the results emit nothing until a listener is added or something arrives from outside, as a
   * request, a directory or an idle connection do. So listeners may be added after an `await` without missing an event.
   */
  readonly passedEmitters?: 'idle';
  /** What a call with a callback returns. `handle`: an object to work with, such as a process, a request or an emitter. `nothing`: undefined. */
  readonly returns?: 'handle' | 'nothing';
  /** The versions of the module that take a callback: `<7`. Later versions never call it. */
  readonly callbackUntil?: string;
  /** What the versions that take no callback do with one. Default: `ignored`. */
  readonly withCallback?: CallbackEffect;
  /** The address where it is stated that the callback was removed. */
  readonly removal?: string;
  /**
   * In versions whose module is an object, the export that is the function: `rimraf` for `const { rimraf } = require('rimraf')`. Only of the
   * module itself.
   */
  readonly movedTo?: string;
  /**
   * What the function does with a promise that a function of the project returns, which was passed to it: it `ignores` the promise, so that
   * a rejection is unhandled; it `awaits` the promise; or it `reads` it as a value.
   */
  readonly caller?: 'ignores' | 'awaits' | 'reads';
  /**
   * What becomes of a function with a callback that was passed to it, if the function is `async`. `keeps-callback`: the function is called as
   * before, and a rejection is unhandled, or goes to the callback with `caller: 'awaits'`. `drops-callback`: the promise is awaited instead of
   * the callback. `returns-reply`: it has none, but returns what it replies by, its second parameter. Default: such a function must not be `async`.
   */
  readonly asyncForm?: 'keeps-callback' | 'drops-callback' | 'returns-reply';
  /** With `drops-callback`, the numbers of parameters of a function that takes a callback, the last of them: 2 for `(document, next)`. Default: any. */
  readonly parameterCounts?: readonly number[];
  /** Arguments with which `asyncForm` does not hold: `init` of `schema.pre('init', fn)`. */
  readonly exceptWith?: readonly (string | boolean)[];
  /** The name of the method that takes the function once it returns a promise, where that is another one: `tapPromise` for `tapAsync`. */
  readonly promiseTaker?: string;
  /** It returns its object, so that its methods can be called one after the other: `app.get('/', list).post('/', create)`. */
  readonly isChainable?: true;
  /** It catches what a function that was passed to it throws before it returns, and passes it on as it does with an error. Default: it may. */
  readonly catchesThrows?: boolean;
  /** The versions of the module that the entry holds for. Default: all. */
  readonly versions?: string;
  /** The operating systems on which the function does not exist: `Linux`, `Windows`. */
  readonly missingOn?: readonly string[];
  /** The address of its documentation, if it differs from that of the module. */
  readonly documentation?: string;
}

/**
 * What happens to a callback that a function no longer takes. `ignored`: a promise is returned. `rejected`: the promise rejects, so that nothing
 * is done and the process ends with an unhandled rejection. `thrown`: the call throws.
 */
export type CallbackEffect = 'ignored' | 'rejected' | 'thrown';

/** The facts of an entry without its path, to be shared by several entries. */
export type ApiFeatures = Omit<ApiEntry, 'path'>;

/** Entries that differ only in their paths. */
export type ApiGroup = ApiFeatures &
  (
    | { readonly path: string }
    /** Several paths, separated by spaces. */
    | { readonly paths: string }
  );

/** The entries of a package, or of a module of Node. */
export interface CatalogModule {
  /** The name by which it is imported, without `node:`. */
  readonly name: string;
  /** Whether modules whose names start with this one have these functions as well: `lodash-es`, `lodash/each`. */
  readonly isFamily: boolean;
  /** Whether it is a module of Node itself. */
  readonly isNodeCore: boolean;
  /** The address of its documentation. */
  readonly documentation: string;
  readonly entries: readonly ApiEntry[];
}
