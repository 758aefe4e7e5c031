import type { Roles } from './role.js';

/** The roles of functions and objects by their effect: they log, assert, test, or end the program. */
export const effectRoles = {
  logs: { meaning: 'a function that logs, after which the program goes on', words: 'log warn debug info trace verbose notice silly print println puts dir inspect alert logger _log _logger _debug' },
  logger: { meaning: 'an object whose methods log', words: 'console stderr stdout winston npmlog bunyan sys gutil', pattern: /(?:^|[a-z_])[lL]og(?:ger)?$/ },
  'only-inspects': { meaning: 'a function that only inspects a callback, and does not call or store it', includes: ['logs', 'asserts', 'unsubscribes'] },
  tells: { meaning: 'a function that logs, emits or exits, so that its return value is not meant as a result', includes: ['logs'], words: 'error emit exit' },
  publishes: { meaning: 'a function that tells others of something a tick later, so that a callback called after it must not be later still', words: 'publish broadcast' },
  'ended-state': {
    meaning: 'a property that says that the work was ended, so that nobody waits for its outcome',
    words: 'aborted aborting cancelled canceled closed closing destroyed destroying disposed ended ending finalized finalizing finished shutdown stopped stopping terminated terminating',
    pattern: /^_?is(?:Aborted|Cancell?ed|Closed|Closing|Destroyed|Disposed|Ended|Finished|Stopped|Stopping)$|^_(?:aborted|closed|closing|destroyed|ended|finished|stopped)$/,
  },
  'failed-state': { meaning: 'a variable or a property that says that the work has failed already', words: 'failed errored', pattern: /^_?(?:has|is|had|was|did)(?:Failed|Errored|Fail|Error)$/ },
  'ends-program': {
    meaning: 'a function that ends the program or throws',
    words: 'fail die fatal bail panic crash quit exit',
    ends: 'Exit _exit Die Throw',
    pattern: /^(?:exit|throw)[A-Z_]\w*$/,
  },
  'may-end-program': { meaning: 'a function that may end the program', words: 'die kill', parts: 'exit abort quit fatal shutdown' },
  'ends-process': { meaning: 'a method of `process` that ends it', words: 'exit abort reallyExit' },
  'ends-cloud-function': { meaning: 'a method of the `context` of AWS Lambda that ends the function', words: 'done succeed fail' },
  'sends-reply': { meaning: 'a method of the `reply` of fastify that answers the request, and returns the reply', words: 'send redirect' },
  'part-of-request': { meaning: 'an object that every HTTP request has', words: 'params query headers' },
  'ends-test': { meaning: 'a method that ends a test', words: 'end pass fail' },
  'fails-test': { meaning: 'a method that fails a test or a task', words: 'fail fatal' },
  'fails-task': { meaning: 'a method of a task runner that fails a task', includes: ['fails-test'], words: 'warn' },
  enforces: { meaning: 'a function that throws where a condition does not hold', words: 'assert invariant' },
  throws: {
    meaning: 'a function that throws on bad input',
    includes: ['enforces'],
    words: 'decodeURI decodeURIComponent',
    pattern: /^(?!exists).*Sync$/,
  },
  'assertion-library': {
    meaning: 'an object whose methods assert',
    words: 'assert refute should expect chai t tt st test tap buster referee QUnit',
  },
  'task-runner': { meaning: 'an object whose `fail` and `fatal` end a task, as `warn` does where it is not forced to go on', words: 'jake grunt' },
  asserts: { meaning: 'a function that asserts', words: 'assert refute should expect ok equal strictEqual deepEqual ifError' },
  'asserts-first': { meaning: 'a function that only inspects its first argument, to assert something about it', starts: 'assert expect typeof' },
  'asserts-presence': { meaning: 'an assertion that there is something', includes: ['asserts-existence'], words: 'assert ok isOk isObject isArray isNotNull isDefined truthy' },
  'asserts-falsehood': { meaning: 'an assertion that something is not true', words: 'notOk isNotOk' },
  'asserts-absence': {
    meaning: 'an assertion that there is nothing',
    includes: ['asserts-no-error', 'asserts-falsehood'],
    words: 'isNull isUndefined notExist notExists falsy isFalsy isFalse',
  },
  'asserts-no-error': { meaning: 'an assertion that there is no error', words: 'ifError ifErr iferror' },
  'asserts-existence': { meaning: 'an assertion that there is something, or, with `not`, that there is nothing', words: 'exist exists' },
  'asserts-equality': { meaning: 'an assertion that two values are equal', words: 'equal equals strictEqual strictEquals same is deepEqual' },
  'starts-assertion': { meaning: 'a function with which a chained assertion starts', words: 'expect should' },
  'ends-assertion': { meaning: 'the last name of a chained assertion about a value: `expect(a).to.exist`', includes: ['asserts-existence'], words: 'ok' },
  'expects-throw': { meaning: 'an assertion about what a function throws synchronously', words: 'throw throws doesNotThrow' },
  'expects-failure': {
    meaning: 'an assertion about an error or a rejection',
    words: 'raise raises rejects exception doesNotReject throwsAsync throwError throwException toThrow toThrowError toThrowException',
  },
  'cleans-up': {
    meaning: 'a function that gives something back or removes it, after which little depends on whether it succeeded',
    words:
      'abort close delete deleteFile destroy disconnect drop dropCollection dropDatabase dropUser end flushall flushdb kill logout quit release remove rimraf rm ' +
      'return rmdir rollback shutdown stop unlink unsubscribe unwatch',
    starts: 'cleanup clean close destroy release remove teardown unlink',
  },
  'cancels-timer': { meaning: 'a function that cancels a timer', words: 'clearTimeout clearInterval clearImmediate' },
  checks: { meaning: 'a function that checks its arguments', starts: 'check validate verify ensure require' },
  'returns-boolean': { meaning: 'a function that returns a boolean', starts: 'is has' },
  'tests-type': { meaning: 'a function that returns whether its argument is of a type', words: 'isArray isBuffer isString isNumber isObject isFunction' },
  tests: {
    meaning: 'a function of a test framework: a suite, a test, a hook',
    words:
      'describe context suite it test specify before after beforeEach afterEach beforeAll afterAll setup teardown suiteSetup suiteTeardown ' +
      'xit xdescribe xcontext xspecify xtest fit fdescribe tap tape',
  },
  'modifies-test': { meaning: 'a member of a function of a test framework: `it.only`', words: 'only skip each serial todo failing concurrent' },
  'test-runner': {
    meaning: 'an object whose methods are those of a test framework',
    words: 't tt test tap tape assert mocha lab suite tester harness qunit QUnit st ava c sub child group',
  },
  'names-tests': { meaning: 'an object whose name says that it has tests', parts: 'test suite' },
} as const satisfies Roles;
