import { coreResultNames, corePromisifyProperty } from './core-apis.js';
import { dispatchSpecialCall } from './special-calls.js';
import { labelOf, renderArguments, renderValue, setLabel } from './value-text.js';
import type { AnyFunction, World } from './world.js';

/** What a recorder stands for. */
export interface RecorderTraits {
  /** How traces call it: `db.users.find#2.rows`. */
  readonly label: string;
  /** The last part of the label: `rows`. */
  readonly name: string;
  /** The first part of the label: `db`. */
  readonly root: string;
  /** The object it is a property of. */
  readonly parent: unknown;
  /** A function of Node itself, with Node's own results and no need of its receiver. */
  readonly isCore: boolean;
  /** Do its functions return a promise where they get no callback? */
  readonly isPromising: boolean;
  /** Data that the program receives, so that its array methods iterate over items. */
  readonly isData: boolean;
}

/** An object or function that the program can use as anything, and that records each use in the trace. */
export type Recorder = AnyFunction & Record<PropertyKey, unknown>;

/** A recorder for a module, a free name or a parameter. */
export function createRoot(world: World, label: string, traits: Partial<RecorderTraits> = {}): Recorder {
  const root = { name: label, root: label, parent: undefined, isCore: false, isPromising: false, isData: false };
  return createRecorder(world, { ...root, label, ...traits });
}

/** A recorder for data: an object by `typeof`. */
export const createData = (world: World, label: string, traits: Partial<RecorderTraits> = {}): Recorder =>
  createRoot(world, label, { ...traits, isData: true });

const hiddenProperties: ReadonlySet<string> = new Set(['toJSON', '__esModule', 'constructor', 'asymmetricMatch', 'catch', 'finally']);
const iterationMethods: ReadonlySet<string> = new Set(['forEach', 'map', 'filter', 'some', 'every', 'reduce']);
const listMethods: ReadonlySet<string> = new Set(['slice', 'concat', 'join', 'indexOf', 'push', 'pop', 'shift', 'sort', 'reverse']);

function createRecorder(world: World, traits: RecorderTraits): Recorder {
  const properties = new Map<PropertyKey, unknown>();
  const isFunction = !traits.isData || traits.parent !== undefined;
  let items: unknown[] | undefined;
  const listItems = () => (items ??= [0, 1].map((index) => child(String(index))));
  const recorder: Recorder = new Proxy(isFunction ? function () {} : {}, {
    get: (_, key) => property(key),
    set: (_, key, value) => {
      world.record('assignment', `${traits.label}.${String(key)} = ${renderValue(value)}`);
      properties.set(key, value);
      return true;
    },
    apply: (_, receiver, args) => callRecorder(world, traits, receiver, args),
    construct: (_, args) => callRecorder(world, { ...traits, label: `new ${traits.label}` }, undefined, args) as object,
  }) as Recorder;
  setLabel(recorder, traits.label);
  return recorder;

  function child(name: string): Recorder {
    return createRecorder(world, { ...traits, label: `${traits.label}.${name}`, name, parent: recorder });
  }

  function property(key: string | symbol): unknown {
    if (properties.has(key)) return properties.get(key);
    if (typeof key === 'symbol') return symbolProperty(key);
    if (hiddenProperties.has(key)) return undefined;
    if (key === 'then') return traits.isPromising && isPendingCall(recorder) ? thenOf(recorder) : undefined;
    if (key === 'length') return listItems().length;
    if (key === 'default') return recorder;
    if (key === 'toString' || key === 'valueOf') return () => textOf(traits);
    if (isFunction && (key === 'call' || key === 'apply' || key === 'bind')) return Function.prototype[key];
    const index = Number(key);
    if (Number.isInteger(index) && index >= 0) return listItems()[index];
    if (iterationMethods.has(key)) return iterationMethod(key);
    if (traits.isData && listMethods.has(key)) return (Reflect.get(Array.prototype, key) as AnyFunction).bind(listItems());
    properties.set(key, child(key));
    return properties.get(key);
  }

  function symbolProperty(key: symbol): unknown {
    if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 2 : textOf(traits));
    if (key === Symbol.iterator) return () => listItems()[Symbol.iterator]();
    return traits.isCore ? corePromisifyProperty(traits.label, key, recorder) : undefined;
  }

  /** `list.map(fn)` works on the items; `db.map(query, callback)` is a call like any other. */
  function iterationMethod(name: string): unknown {
    const other = child(name);
    return (...args: unknown[]) => {
      if (typeof args[0] !== 'function' || labelOf(args[0]) !== undefined) return Reflect.apply(other, recorder, args);
      return Reflect.apply(Reflect.get(Array.prototype, name) as AnyFunction, listItems(), args);
    };
  }
}

/** Reads as a JSON string, so that `JSON.parse` of a result works. */
const textOf = (traits: RecorderTraits): string => `"${traits.label}"`;

const pendingCalls = new WeakMap<object, AnyFunction>();
const isPendingCall = (recorder: Recorder): boolean => pendingCalls.has(recorder);
const thenOf = (recorder: Recorder): AnyFunction | undefined => pendingCalls.get(recorder);

function callRecorder(
  world: World,
  traits: RecorderTraits,
  receiver: unknown,
  args: readonly unknown[],
): unknown {
  const special = dispatchSpecialCall(world, traits, receiver, args);
  if (special) return special.value;
  const last = args.at(-1);
  const callback = typeof last === 'function' && labelOf(last) === undefined ? (last as AnyFunction) : undefined;
  const label = `${traits.label}#${world.count(traits.label)}`;
  const shown = callback ? args.slice(0, -1) : args;
  world.record('call', `${label}(${renderArguments(shown)})${describeReceiver(traits, receiver)}`);
  const results = () => listResults(world, traits, label, args);
  const returned = createData(world, `${label}()`, { root: traits.root, isPromising: traits.isPromising });
  if (callback) {
    world.startAsync(label, results(), (outcome) => world.invoke(callback, undefined, outcome));
    if (traits.root === 'fs') return undefined;
  } else if (traits.isPromising) {
    pendingCalls.set(returned, startWhenAwaited(world, label, results));
  } else {
    world.plainCall(label);
  }
  return returned;
}

function startWhenAwaited(world: World, label: string, results: () => unknown[]): AnyFunction {
  return (resolve, reject) => {
    world.startAsync(label, results(), ([error, result]) => {
      if (error) (reject as AnyFunction)(error);
      else (resolve as AnyFunction)(result);
    });
  };
}

function listResults(world: World, traits: RecorderTraits, label: string, args: readonly unknown[]): unknown[] {
  const names = traits.isCore ? coreResultNames(traits.label, args) : ['a', 'b', 'c'];
  // A client may be a result, and so have promising functions; a result of Node's functions has none.
  const isPromising = traits.isPromising && !traits.isCore;
  return names.map((name) => createData(world, `${label}.${name}`, { root: traits.root, isPromising }));
}

/** The text of a receiver; empty where it is the object that the function was read from. */
function describeReceiver(traits: RecorderTraits, receiver: unknown): string {
  if (traits.isCore || receiver === traits.parent) return '';
  if (traits.parent === undefined && labelOf(receiver) === 'scope') return '';
  return ` on ${renderValue(receiver)}`;
}
