/**
 * What may be true of an error parameter at one point of its callback: a set of the states below, as bits, with one state for each kind
 * of path that leads to the point. In `if (err) log(err); use(data);` the states in front of `use` are `noError`, from the path where
 * `err` is falsy, and `fellThroughLogged`, from the other. The empty set is a point that no path reaches.
 */
export type ErrorStates = number;

/** The empty set: no path reaches the point. */
export const unreachable = 0;

// States in which it is not known whether the error is set.
/** No expression has read the error yet. */
export const unread = 1;
/** The error was read, but not tested: `list.push(err.code)`. */
const mentioned = 8192;
/** The error was not tested, and the callback went on as if there were none: `cb(null)`. */
export const continuedUntested = 2048;
/** The error was logged without a test: `console.log(err)`. */
export const loggedUntested = 2;
/** Another value was assigned to the parameter before any test, so the error cannot be tested any more. */
export const overwritten = 4;

// States in the branch of a test, `if (err) { ... }`: the error is known to be set.
/** Nothing was done about it yet. */
export const setUnhandled = 8;
/** It was only logged. */
const setLogged = 1024;
/** Something was done about it. */
const setHandled = 16;
/** It was passed to a callback. */
const setForwarded = 32;

// States after such a branch, if its end was reached without `return` or `throw`: the error is set, and the code continues.
/** The branch only logged it. */
export const fellThroughLogged = 64;
/** The branch did something else, or nothing. Going on is allowed, but the results may be missing. */
const fellThroughHandled = 128;
/** The branch was not entered, because of a further condition: `if (err && strict) return cb(err);`. */
const fellThroughPartial = 4096;
/** The branch passed it to a callback. */
const fellThroughForwarded = 256;
/** Any of these four, and a later call ignored the error. */
export const continuedWithError = 16384;

/** There is no error on the path, or it was passed on before any test, `cb(err, data)`, so that the receiver has to test it. */
export const noError = 512;

const untested = unread | mentioned;
const maybeSet = untested | continuedUntested | loggedUntested;
const setNotHandled = setUnhandled | setLogged;
const inBranch = setNotHandled | setHandled | setForwarded;
const fellThrough = fellThroughLogged | fellThroughHandled | fellThroughPartial | fellThroughForwarded | continuedWithError;

/** The states in which the error may be set outside of its branch, so that code must not use the results. */
export const resultsMayBeMissing = maybeSet | overwritten | fellThrough;

/** Whether the point is in the branch of a test of the error, on some path at least. */
export function hasBranchStates(states: ErrorStates): boolean {
  return (states & inBranch) !== 0;
}

/** Whether the error is known to be set and nothing was done about it, on some path at least. */
export function isSetUnhandled(states: ErrorStates): boolean {
  return (states & setUnhandled) !== 0;
}

/** Whether the error is known to be set on every path. */
export function isInBranch(states: ErrorStates): boolean {
  return hasBranchStates(states) && (states & ~inBranch) === 0;
}

/** Whether there is no error on any path. */
export function isAbsent(states: ErrorStates): boolean {
  return states === noError;
}

/** Whether nothing has tested or logged the error on any path. */
export function isUntested(states: ErrorStates): boolean {
  return states !== unreachable && (states & ~untested) === 0;
}

/** Whether nothing has tested or logged the error on any path, although the code may have gone on. */
export function isNotTested(states: ErrorStates): boolean {
  return states !== unreachable && (states & ~(untested | continuedUntested)) === 0;
}

/** Whether nothing has tested or logged the error on some path. */
export function mayBeUntested(states: ErrorStates): boolean {
  return (states & untested) !== 0;
}

/** The states where a test found the error truthy. */
export function whenTruthy(states: ErrorStates): ErrorStates {
  return (states & (maybeSet | fellThrough) ? setUnhandled : 0) | (states & (inBranch | overwritten));
}

/** The states where a test found the error falsy. */
export function whenFalsy(states: ErrorStates): ErrorStates {
  return (states & (maybeSet | noError) ? noError : 0) | (states & overwritten);
}

/** The states after the branch of a test, where its end was reached. */
export function leaveBranch(states: ErrorStates): ErrorStates {
  return (
    (states & ~inBranch) |
    (states & setLogged ? fellThroughLogged : 0) |
    (states & (setUnhandled | setHandled) ? fellThroughHandled : 0) |
    (states & setForwarded ? fellThroughForwarded : 0)
  );
}

/** The states where `if (err && x)` was false because of `x`: the error may still be set. */
export function failPartialTest(states: ErrorStates): ErrorStates {
  return states & setUnhandled ? (states & ~setUnhandled) | fellThroughPartial : states;
}

/** The states after an expression that reads the error without testing it or passing it on. */
export function mention(states: ErrorStates): ErrorStates {
  return states & unread ? (states & ~unread) | mentioned : states;
}

/**
 * The states in which a call that does not mention the error ignores it: `use()` in `if (err) log(err); use();`.
 *
 * @param isCompletion whether the call completes the callback without an error, `cb(null)`: such a call also ignores errors that were not
 * read yet, or were not reported because of a further condition
 */
export function ignoredIn(states: ErrorStates, isCompletion: boolean): ErrorStates {
  return states & (loggedUntested | fellThroughLogged | fellThroughForwarded | (isCompletion ? unread | fellThroughPartial : 0));
}

/** The states after a call that ignores the error in the states `ignored`, as returned by `ignoredIn`. */
export function ignoreError(states: ErrorStates, ignored: ErrorStates): ErrorStates {
  return (states & ~ignored) | (ignored & maybeSet ? continuedUntested : 0) | (ignored & fellThrough ? continuedWithError : 0);
}

/**
 * The states after the error was passed to a call, returned or stored. Outside of a branch, the receiver has to test it, so that nothing
 * more is asked of this callback; in a branch, passing it on counts as handling.
 *
 * @param toCallback whether it was passed to a callback, `cb(err)`
 */
export function passError(states: ErrorStates, toCallback: boolean): ErrorStates {
  const rest = states & (setHandled | setForwarded | noError | overwritten);
  return (
    rest | (states & (maybeSet | fellThrough) ? noError : 0) | (states & setNotHandled ? (toCallback ? setForwarded : setHandled) : 0)
  );
}

/** The states after a call or an assignment that does not mention the error: in a branch, any of them counts as handling. */
export function handle(states: ErrorStates): ErrorStates {
  return states & setNotHandled ? (states & ~setNotHandled) | setHandled : states;
}

/** The states after an `if` with an `else`: whatever the error branch did counts as handling, even if it only logged, and what follows is for both. */
export function afterElse(states: ErrorStates): ErrorStates {
  return (
    (states & ~inBranch) | (states & setHandled ? noError : 0) | (states & (setNotHandled | setForwarded) ? setHandled : 0)
  );
}

/** The states after a log call that does not mention the error. */
export function log(states: ErrorStates): ErrorStates {
  return states & setUnhandled ? (states & ~setUnhandled) | setLogged : states;
}

/** The states after a log call that is passed the error. */
export function logError(states: ErrorStates): ErrorStates {
  return log(states & ~untested) | (states & untested ? loggedUntested : 0);
}

/** The states after an assignment of another value to the error parameter. */
export function overwrite(states: ErrorStates): ErrorStates {
  return (states & ~maybeSet & ~setNotHandled) | (states & maybeSet ? overwritten : 0) | (states & setNotHandled ? setHandled : 0);
}

/**
 * The states after code that shows that the author considered the error: a test for one particular error (`err.code === 'ENOENT'`), or a
 * test of a result in its place (`if (!data) return`).
 */
export function assumeHandled(states: ErrorStates): ErrorStates {
  return states === unreachable ? unreachable : (states & overwritten) | (states & ~overwritten ? noError : 0);
}
