/**
 * APIs that return a promise when they are given no callback, by their documentation: bcrypt 1 and later, bcryptjs 2.4, pg 5.1,
 * mongoose 4 and mongodb 2 and later.
 */
const PROMISES =
  /^(?:bcrypt(?:js)?\.(?:hash|compare|genSalt)|pg\.(?:Client|Pool)\.(?:query|connect|end)|mongoose\.(?:connect|disconnect|model\..*)|mongodb\..*)$/;

/** APIs that return something to go on with beside their callback, by their documentation: a process, a request, an emitter. */
const HANDLES = /^(?:child_process\.(?:exec|execFile)|request(?:\..*)?|glob(?:\.glob|\.Glob)?|aws-sdk[./].*|superagent\..*|mysql2?\..*\.query)$/;

export function returnsPromise(api: string | null): boolean {
  return api !== null && PROMISES.test(api);
}

export function returnsHandle(api: string | null): boolean {
  return api !== null && HANDLES.test(api);
}
