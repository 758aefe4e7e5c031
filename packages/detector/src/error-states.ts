/**
 * What may be true of an error parameter at one point of its callback: a set of these, one for each kind of path that leads there.
 * The empty set is a point that no path reaches.
 */
export type ErrorStates = number;

export const unreachable = 0;
/** Nobody looked yet. */
export const untouched = 1;
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
export const keptPassed = 256;
/** No error here, or it was handed on for good. */
const clear = 512;

const unknown = untouched | logged;
const open = set | told;
const inBranch = open | answered | passed;
const kept = keptLogged | keptAnswered | keptPassed;

/** States in which results may be missing although the code counts on them. */
export const dirty = unknown | lost | kept;

export function hasBranchStates(states: ErrorStates): boolean {
  return (states & inBranch) !== 0;
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
  return tell(states & ~untouched) | (states & untouched ? logged : 0);
}

/** The variable gets another value. */
export function overwrite(states: ErrorStates): ErrorStates {
  return (states & ~unknown & ~open) | (states & unknown ? lost : 0) | (states & open ? answered : 0);
}

/** Settled on purpose: a particular error was singled out, or a result stands in for the check. */
export function settle(states: ErrorStates): ErrorStates {
  return states === unreachable ? unreachable : (states & lost) | (states & ~lost ? clear : 0);
}
