/**
 * What may be true of an error parameter at one point of its callback: a set of these, one for each kind of path that leads there.
 * The empty set is a point that no path reaches.
 */
export type ErrorStates = number;

export const unreachable = 0;
/** Nobody looked yet. */
export const untouched = 1;
/** Mentioned, but not asked for. */
const mentioned = 8192;
/** Nobody asked, and the work went on or a callback was told that all went well. */
export const concluded = 2048;
/** Told to a log without a look whether there is an error. */
export const logged = 2;
/** Assigned to before anybody looked. */
export const lost = 4;
/** Known to be there, inside the branch that deals with it. */
const set = 8;
/** The same, and a log was told. */
const told = 1024;
/** The same, and something was done about it. */
const answered = 16;
/** The same, and handed to a callback. */
const passed = 32;
/** Logged only, and the branch was left at its end: the work goes on with the error. */
export const keptLogged = 64;
/** Something else was done, or nothing: the work may go on, but not with the results. */
const keptAnswered = 128;
/** Something would have been done if another condition had held as well. */
const keptOpen = 4096;
const keptPassed = 256;
/** Left as one of these three, and the work went on. */
export const carried = 16384;
/** No error here, or it was handed on for good. */
const clear = 512;

const unasked = untouched | mentioned;
const unknown = unasked | concluded | logged;
const open = set | told;
const inBranch = open | answered | passed;
const kept = keptLogged | keptAnswered | keptOpen | keptPassed | carried;

/** States in which results may be missing although the code counts on them. */
export const dirty = unknown | lost | kept;

export function hasBranchStates(states: ErrorStates): boolean {
  return (states & inBranch) !== 0;
}

/** Whether there is a path on which the error is known to be there, and nothing was done about it. */
export function isSet(states: ErrorStates): boolean {
  return (states & set) !== 0;
}

/** Whether the error is known to be there on every path. */
export function isInBranch(states: ErrorStates): boolean {
  return hasBranchStates(states) && (states & ~inBranch) === 0;
}

/** Whether there is no error on any path. */
export function isClear(states: ErrorStates): boolean {
  return states === clear;
}

/** Where the error is truthy. */
export function whenSet(states: ErrorStates): ErrorStates {
  return (states & (unknown | kept) ? set : 0) | (states & (inBranch | lost));
}

/** Where the error is falsy. */
export function whenClear(states: ErrorStates): ErrorStates {
  return (states & (unknown | clear) ? clear : 0) | (states & lost);
}

/** The error's branch ends without leaving the function. */
export function leaveBranch(states: ErrorStates): ErrorStates {
  return (
    (states & ~inBranch) |
    (states & told ? keptLogged : 0) |
    (states & (set | answered) ? keptAnswered : 0) |
    (states & passed ? keptPassed : 0)
  );
}

/** The error was there, but something else that was asked for along with it was not. */
export function letGo(states: ErrorStates): ErrorStates {
  return states & set ? (states & ~set) | keptOpen : states;
}

/** Whether nobody asked or was told anything on any path. */
export function isUnasked(states: ErrorStates): boolean {
  return states !== unreachable && (states & ~unasked) === 0;
}

/** The error is read for its own sake. */
export function mention(states: ErrorStates): ErrorStates {
  return states & untouched ? (states & ~untouched) | mentioned : states;
}

/** The states in which to go on is to let an error go; a call that concludes the callback shows it for more of them. */
export function carriedOn(states: ErrorStates, isConclusion: boolean): ErrorStates {
  return states & (logged | keptLogged | keptPassed | (isConclusion ? untouched | keptOpen : 0));
}

/** The work goes on in some of the states. */
export function carryOn(states: ErrorStates, some: ErrorStates): ErrorStates {
  return (states & ~some) | (some & unknown ? concluded : 0) | (some & kept ? carried : 0);
}

/** The error is handed on: for good where nobody knew about it, as an answer inside its branch. */
export function handOn(states: ErrorStates, toCallback: boolean): ErrorStates {
  const rest = states & (answered | passed | clear | lost);
  return rest | (states & (unknown | kept) ? clear : 0) | (states & open ? (toCallback ? passed : answered) : 0);
}

/** Something is done that does not mention the error. */
export function act(states: ErrorStates): ErrorStates {
  return states & open ? (states & ~open) | answered : states;
}

/** Both branches are written out: what was done in the error's one is the answer, and even a log is one of a kind. */
export function decide(states: ErrorStates): ErrorStates {
  return (states & ~(open | answered)) | (states & answered ? clear : 0) | (states & open ? answered : 0);
}

/** A log is told something. */
export function tell(states: ErrorStates): ErrorStates {
  return states & set ? (states & ~set) | told : states;
}

/** A log is told the error. */
export function tellError(states: ErrorStates): ErrorStates {
  return tell(states & ~unasked) | (states & unasked ? logged : 0);
}

/** The variable gets another value. */
export function overwrite(states: ErrorStates): ErrorStates {
  return (states & ~unknown & ~open) | (states & unknown ? lost : 0) | (states & open ? answered : 0);
}

/** Settled on purpose: a particular error was singled out, or a result stands in for the check. */
export function settle(states: ErrorStates): ErrorStates {
  return states === unreachable ? unreachable : (states & lost) | (states & ~lost ? clear : 0);
}
