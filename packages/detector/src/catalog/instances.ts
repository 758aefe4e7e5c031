import { nodeFluentMethods, nodeInstances, nodeMethods, nodePassed } from './node.js';

/** The class of Node that instances of classes of packages have, by the path of what returns them. Its methods are those of the package's, too. */
const instancesOfPackages: Readonly<Record<string, string>> = {
  'express.listen': 'net.Server',
  'fs-extra.createWriteStream': 'fs.WriteStream',
  'graceful-fs.createWriteStream': 'fs.WriteStream',
  'koa.listen': 'net.Server',
  'connect.listen': 'net.Server',
  'readable-stream.Duplex': 'stream.Writable',
  'readable-stream.PassThrough': 'stream.Writable',
  'readable-stream.Transform': 'stream.Writable',
  'readable-stream.Writable': 'stream.Writable',
  through2: 'stream.Writable',
  'ws.Server': 'ws.WebSocketServer',
  ws: 'ws.WebSocket',
};

/** The classes of what functions of packages pass, in the form of `nodePassed`. */
const passedByPackages: Readonly<Record<string, readonly (string | null)[]>> = {
  'ws.WebSocketServer.on connection': ['ws.WebSocket'],
};

const classes = new Set([...Object.keys(nodeMethods), ...Object.values(instancesOfPackages).map((name) => `${name}.`)].map((path) => path.slice(0, path.lastIndexOf('.'))));

/**
 * The class of which a call returns an instance, by the one name under which the catalogue has its methods: `net.Server` for
 * `http.createServer`, and for `net.Server.listen`, which returns its object.
 *
 * @param path the path of the callee, without the `()` of calls
 * @returns null if that is not known
 */
export function instanceOf(path: string): string | null {
  const known = ownValue(nodeInstances, path) ?? ownValue(instancesOfPackages, path);
  if (known !== null) return known;
  const dot = path.lastIndexOf('.');
  const owner = path.slice(0, Math.max(dot, 0));
  return classes.has(owner) && nodeFluentMethods.has(path.slice(dot + 1)) ? owner : null;
}

/** The class of which a member of an instance is an instance: `stream.Writable` for `child_process.ChildProcess.stdin`. Null if that is not known. */
export function heldInstance(path: string): string | null {
  return ownValue(nodeInstances, path);
}

/** The names of the methods of all these classes, if a module has functions that lead to instances of them; for a quick look at a file's text. */
export function instanceMethodNames(module: string): readonly string[] {
  sources ??= new Set([nodeInstances, nodeMethods, nodePassed, instancesOfPackages].flatMap((table) => Object.keys(table)).map((path) => path.split('.')[0]!));
  return sources.has(module) ? methodNames : [];
}

let sources: ReadonlySet<string> | null = null;
const methodNames = [...new Set(Object.keys(nodeMethods).map((path) => path.slice(path.lastIndexOf('.') + 1))), 'end', 'ping', 'pong'];

/**
 * The class of what a function passes to its callback at a position.
 *
 * @param path the path of the function, without the `()` of calls
 * @param event the name of the event, if the function adds a listener
 */
export function passedInstanceOf(path: string, event: string | null, position: number): string | null {
  const key = event === null ? path : `${path.slice(0, path.lastIndexOf('.'))}.on ${event}`;
  return (ownValue(nodePassed, key) ?? ownValue(passedByPackages, key))?.[position] ?? null;
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(record, key) ? record[key]! : null;
}
