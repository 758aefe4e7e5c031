/** Why a function keeps its callback, by code, each with a sentence about the function. */
export const keptReasons = {
  'ignored-by-comment': 'a comment says that it stays as it is',
  'typed': 'the file has types, whose signatures would have to change as well',
  'no-callbackify': 'the file runs in a browser, or in a Node without `callbackify`',
  'foreign-position': 'it is an argument, an item of a list, a property of an object from elsewhere or part of an expression, so that whoever calls it passes a callback',
  'several-callbacks': 'it takes or calls several callbacks',
  'callback-not-last': 'its callback is not its last parameter',
  'unnamed-parameter': 'it destructures a parameter, takes the rest of its arguments, or is an arrow function without braces, a generator or async',
  'not-error-first': 'its callback is not called with an error first',
  'error-with-results': 'it passes an error and a result in one call',
  'passes-this': 'it calls its callback with a `this`',
  'counts-parameters': 'it reads how many parameters its callback has',
  'calls-inside-try': 'it calls its callback in a `try`, which catches what the callback throws',
  'may-call-repeatedly': 'it calls its callback more than once',
  'reaches-arguments': 'it reads its `arguments`',
  'inside-try': 'what it throws before it returns is caught or expected in the file',
  'calls-synchronously': 'code in the file depends on its calling back before it returns',
  'not-flat': 'some path does not end with one call of the callback, or of an inner function that ends with one: the callback is stored, passed into other code, called while a loop goes on, or not called at all',
  'unseen-user': 'a user of it in the file can neither await it nor be given a callback form',
  'several-results': 'what it passes to its callback differs from call to call, or is decided elsewhere',
  'passes-emitter': 'it passes a stream or another emitter to its callback, which would get it a tick later and might miss events',
  'throws-at-once': 'it may throw before it returns, and code elsewhere that calls it would get a rejection instead',
  'name-taken': 'the name of its async function is taken in the project, or there is no place for its callback form',
  'not-selected': 'it was left out by choice',
  'test-failed': 'the tests failed with it and its callers rewritten',
  'no-gain': 'no call would become flatter or lose its `promisify`',
} as const;

/** The code of a reason why a function keeps its callback. */
export type KeptReason = keyof typeof keptReasons;
