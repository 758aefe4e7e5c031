/** The words for a refusal in reports. */
interface RefusalText {
  /** Why the site is not rewritten, to be printed behind "not rewritten: ". */
  readonly sentence: string;
  /** What the user can do about it, in words for the command line and the linter. The command line prints another hint where a flag of its own helps. */
  readonly hint: string;
}

/** The reasons why a site is not rewritten: stable codes with their words. README and docs print them. `plan/` decides which one applies. */
export const refusals = {
  'result-used': {
    sentence: 'the value that the call returns is used',
    hint: 'Take the value out of the call first, if nothing needs it.',
  },
  'inside-try': {
    sentence: 'a try block around the call, or one in which the callback is called, would catch other errors after the rewrite',
    hint: 'Move the call out of the try block, or what is called in it.',
  },
  'keeps-callback-api': {
    sentence: 'the host function keeps its own callback, and a flat callback in it would only grow',
    hint: 'Convert the function with its callers, or rewrite it by hand.',
  },
  'promise-executor': {
    sentence: 'the call is wrapped in a promise by hand, where a throw would get lost or the promise is not settled once and last',
    hint: 'Accept the idiomatic form, which lets a throw reject the promise; and settle it once, last, on every path.',
  },
  'unproven-callee': {
    sentence: 'the callee is known by its name only, or needs no callback, as it reports a failure elsewhere as well',
    hint: 'Give the callback its error parameter, or name the callee in the catalogue of the configuration.',
  },
  'own-this': {
    sentence: 'the callback uses the `this` that its caller gives it',
    hint: 'Use an arrow function or a variable, if `this` of the host is meant.',
  },
  'own-arguments': {
    sentence: 'the callback changes its `arguments`, or its parameters through them',
    hint: 'Name the parameters.',
  },
  'self-reference': {
    sentence: 'the callback refers to itself by its name',
    hint: 'Move the repeated part into a function of its own.',
  },
  'generator-callback': {
    sentence: 'the callback is a generator function',
    hint: 'Make it a plain function.',
  },
  'named-callback': {
    sentence: 'the callback is a named function that is declared elsewhere',
    hint: 'Write it in the call, if it is used only there.',
  },
  'bound-arguments': {
    sentence: 'the callback is bound to arguments or to another `this` that it uses',
    hint: 'Use an arrow function.',
  },
  'own-directive': {
    sentence: 'the callback has a directive of its own, such as "use strict"',
    hint: 'Move the directive to the top of the file.',
  },
  'removed-callback': {
    sentence: 'the installed version of the package calls no callback, and the callback cannot become an `await`',
    hint: 'Await the promise that the function returns, and take the results from it.',
  },
  'stored-callback': {
    sentence: 'the callback is put into a list, from which something else takes and calls it',
    hint: 'Pass the callback where it is called.',
  },
  'several-callbacks': {
    sentence: 'the call is given several error-first callbacks, and a promise settles once',
    hint: 'Write the steps below each other in an async function.',
  },
  'may-call-repeatedly': {
    sentence: 'the callee may call back more than once',
    hint: 'Keep the callback, or use an event emitter or an async iterator.',
  },
  'calls-synchronously': {
    sentence: 'the callee calls back before it returns',
    hint: 'Return the value instead of calling back, or call back with `process.nextTick`.',
  },
  'counts-parameters': {
    sentence: 'the callee asks how many parameters the callback has, which are others after the rewrite',
    hint: 'Let the callee look at its options, or at what it gives, instead of the callback.',
  },
  'subscribes-late': {
    sentence: 'the callback subscribes to or reads something that it was handed over, which may have emitted by the time an `await` goes on',
    hint: 'Keep the callback; or say in the catalogue of the configuration that what the callee hands over waits for its reader.',
  },
  'suspends-in-arguments': {
    sentence: 'an argument of the call awaits or yields',
    hint: 'Take the awaited value into a variable in front of the call.',
  },
  'eval-or-with': {
    sentence: 'it is inside `eval` or `with`, which look names up while the program runs',
    hint: 'Replace `eval` or `with`.',
  },
  'replaced-promise': {
    sentence: 'the file deletes or replaces the global `Promise`, which a rewritten call would need',
    hint: 'Leave the global `Promise` alone, or declare a variable of that name.',
  },
  'verification-failed': {
    sentence: 'the rewritten code did not pass its check',
    hint: 'Please report the file; it was left as it is.',
  },
  'test-failed': {
    sentence: 'the tests failed with its function rewritten',
    hint: 'Look at what the tests say of it.',
  },
  'ignored-by-comment': {
    sentence: 'a comment says that it stays as it is',
    hint: 'Remove the comment once the reason is gone.',
  },
  'not-selected': {
    sentence: 'its function was left out by choice',
    hint: 'Choose it as well.',
  },
} as const satisfies Record<string, RefusalText>;

/** The stable code of a refusal: `result-used`. */
export type RefusalCode = keyof typeof refusals;
