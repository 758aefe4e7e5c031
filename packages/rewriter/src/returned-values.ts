import type { Dependencies } from './dependencies.js';

/**
 * APIs that return a promise when they are given no callback, and the first version that does, by their documentation:
 * https://github.com/kelektiv/node.bcrypt.js, https://github.com/dcodeIO/bcrypt.js, https://node-postgres.com, https://mongoosejs.com
 * and https://www.mongodb.com/docs/drivers/node
 */
const PROMISES: Readonly<Record<string, readonly [path: RegExp, major: number, minor: number]>> = {
  bcrypt: [/^(?:hash|compare|genSalt)$/, 1, 0],
  bcryptjs: [/^(?:hash|compare|genSalt)$/, 2, 4],
  pg: [/^(?:Client|Pool)\.(?:query|connect|end)$/, 5, 1],
  mongoose: [/^(?:connect|disconnect|model\..*)$/, 4, 0],
  mongodb: [/./, 2, 0],
};

/** APIs that return something to go on with beside their callback, by their documentation: a process, a request, an emitter. */
const HANDLES = /^(?:child_process\.(?:exec|execFile)|request(?:\..*)?|glob(?:\.glob|\.Glob)?|aws-sdk[./].*|superagent\..*|mysql2?\..*\.query)$/;

/**
 * Whether an API returns a promise when it is given no callback.
 *
 * @param dependencies the versions in use; a package that they do not name is taken to be new
 */
export function returnsPromise(api: string | null, dependencies: Dependencies): boolean {
  const [, module = '', path = ''] = /^([^.]+)\.(.*)$/.exec(api ?? '') ?? [];
  const known = Object.hasOwn(PROMISES, module) ? PROMISES[module] : undefined;
  if (!known?.[0].test(path)) return false;
  const range = Object.hasOwn(dependencies, module) ? dependencies[module] : undefined;
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(range ?? '') ?? [];
  if (major === undefined) return true;
  return Number(major) > known[1] || (Number(major) === known[1] && (minor === undefined || Number(minor) >= known[2]));
}

/** Whether an API, or a callee by its name, returns something to go on with: `rawRequest`, `uploadStream`. */
export function returnsHandle(api: string | null, name: string | null): boolean {
  return (api !== null && HANDLES.test(api)) || (name !== null && /^raw[A-Z]|[sS]tream$/.test(name));
}
