/**
 * @typedef {object} Suite an old package with callbacks, whose tests are in its registry tarball, and how to run them
 * @property {string} name the name by which package.json installs the package
 * @property {'mocha' | 'mocha2' | 'tap' | 'vows'} runner what runs the tests; `tap` is any file that prints TAP when run
 * @property {readonly string[]} sources the package's own files and folders
 * @property {RegExp} tests the files of its tests that are run
 * @property {readonly string[]} [support] helper files of the tests, which are rewritten when the tests are
 * @property {readonly string[]} [removed] test files to delete, since they need for example a database
 * @property {Readonly<Record<string, string>>} [modules] from the name of a module that the tests require to its name in package.json
 * @property {Readonly<Record<string, string>>} [links] symbolic links of the fixtures, which a tarball cannot contain
 * @property {readonly string[]} [folders] empty folders that the tests write to, which a tarball cannot contain
 * @property {readonly string[]} [options] options of the runner
 * @property {Readonly<Record<string, string>>} [exceptions] tests whose result may change, each with the reason: by the full name,
 *   which ends with a number, `opens (2)`, if an earlier test has the same
 * @property {boolean} [slow] whether only `pnpm suites` runs it, since it takes long or sometimes fails
 */

const calledBackAtOnce = 'A callee calls back before it returns, which a documented assumption excludes.';
const thrownAtOnce = 'An exception of a callee becomes a rejection, by a documented assumption.';
const checkedAtOnce = 'The test checks at once, but a continuation runs some microtasks later, by a documented assumption.';
const noPromise = 'The test deletes the global Promise.';
const readTwice = 'A getter in the path of a method is read twice, by a documented assumption.';
const lengthRead = 'A callee in another file reads the length of its callback, which a documented assumption excludes.';
const emittedAtOnce = 'An event that follows the callback at once comes before the continuation, by a documented assumption.';
const races = 'The test races in the original, too.';

const exceptionsOf = (reason, names) => Object.fromEntries(names.map((name) => [name, reason]));

/**
 * The suites that are run before and after the rewrite.
 *
 * @type {readonly Suite[]}
 */
export const suites = [
  {
    name: 'nedb',
    runner: 'mocha',
    sources: ['index.js', 'lib'],
    tests: /^test\/[^/]+\.test\.js$/,
    modules: { chai: 'chai' },
    options: ['--timeout', '10000'],
    exceptions: {
      // The index is appended to the file while the test writes it.
      'Database Using indexes ensureIndex and index initialization in database loading ensureIndex can be called before a loadDatabase and still be initialized and filled correctly':
        races,
    },
  },
  {
    name: 'loopback-datasource-juggler',
    // Some of its tests call `done` again after they have failed, which ends the run of later versions of mocha.
    runner: 'mocha2',
    sources: ['index.js', 'lib'],
    tests: /^test\/[^/]+\.js$/,
    modules: { should: 'should', bluebird: 'bluebird', 'async-iterators': 'async-iterators' },
    options: ['--globals', 'state,newBlocks,params,type,__coverage__', '--timeout', '6500'],
    exceptions: {
      'manipulation save should save throw error on validation': calledBackAtOnce,
      'relations embedsMany should have accessors: at, get, set': calledBackAtOnce,
      'relations embedsMany - explicit ids should have accessors: at, get, set': calledBackAtOnce,
      'scope - dynamic function should deduce item by runtime creator': readTwice,
    },
    slow: true,
  },
  {
    name: 'jugglingdb',
    runner: 'mocha',
    sources: ['index.js', 'legacy-compound-init.js', 'legacy-compound-schema-loader.js', 'lib'],
    tests: /^test\/[^/]+\.js$/,
    modules: { should: 'should', expect: 'expect' },
  },
  {
    name: 'cache-manager',
    runner: 'mocha',
    sources: ['index.js', 'lib'],
    tests: /\.unit\.js$/,
    support: ['test/support.js'],
    modules: { sinon: 'sinon', 'es6-promise': 'es6-promise' },
    exceptions: {
      'caching wrap() using memory (lru-cache) store when an error is thrown in the work function does not catch the error':
        thrownAtOnce,
      'multiCaching wrap() error handling when an error is thrown in the work function does not catch the error': thrownAtOnce,
      'none store with callback get()': noPromise,
      'none store with callback keys()': noPromise,
      'none store with callback mget()': noPromise,
      'none store with callback mset()': noPromise,
      'none store with callback set()': noPromise,
    },
  },
  {
    name: 'ncp',
    runner: 'mocha',
    sources: ['lib'],
    tests: /^test\/ncp\.js$/,
    modules: { rimraf: 'rimraf', 'read-dir-files': 'read-dir-files' },
    links: {
      'test/symlink-fixtures/src/file-symlink': 'foo',
      'test/symlink-fixtures/src/dir-symlink': 'dir',
      'test/broken-symlink-fixtures/src/broken-symlink': 'does-not-exist',
    },
  },
  {
    name: 'recursive-readdir',
    runner: 'mocha',
    sources: ['index.js'],
    tests: /^test\/[^/]+\.js$/,
    links: {
      'test/testsymlinks/testdir/linkedfile.wmf': '../linkedfile.wmf',
      'test/testsymlinks/testdir/linkeddir': '../linkeddir',
    },
  },
  {
    name: 'node-persist',
    runner: 'mocha',
    sources: ['src'],
    tests: /^tests\/[^/]+\.js$/,
    modules: { chai: 'chai', rimraf: 'rimraf' },
  },
  {
    name: 'abstract-leveldown',
    runner: 'tap',
    sources: ['abstract-chained-batch.js', 'abstract-iterator.js', 'abstract-leveldown.js', 'index.js', 'is-leveldown.js'],
    support: ['abstract', 'testCommon.js'],
    tests: /^test\.js$/,
    modules: { tape: 'tape', sinon: 'sinon', rimraf: 'rimraf' },
    exceptions: { 'test.js: spycb called, i.e. was our cb argument (2)': checkedAtOnce },
  },
  {
    name: 'levelup',
    runner: 'tap',
    sources: ['lib'],
    tests: /^test\/(?!browserify)[^/]+-test\.js$/,
    modules: {
      async: 'async2',
      after: 'after',
      bl: 'bl',
      bustermove: 'bustermove',
      delayed: 'delayed',
      // A store in memory replaces the one that has to be compiled.
      leveldown: 'memdown',
      memdown: 'memdown',
      'msgpack-js': 'msgpack-js',
      referee: 'referee',
      rimraf: 'rimraf',
      'safe-buffer': 'safe-buffer',
      'slow-stream': 'slow-stream',
      tape: 'tape',
    },
    slow: true,
  },
  {
    name: 'fs-vacuum',
    runner: 'tap',
    sources: ['vacuum.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { errno: 'errno', mkdirp: 'mkdirp', 'require-inject': 'require-inject', tap: 'tap', tmp: 'tmp' },
  },
  {
    name: 'lockfile',
    runner: 'tap',
    sources: ['lockfile.js'],
    tests: /^test\/(basic|retry-time|stale-contention|unlock-no-cb)\.js$/,
    modules: { tap: 'tap', touch: 'touch' },
    // `touch` cuts off milliseconds: at the beginning of a second, a lock that is held looks stale. Ten programs start at once.
    exceptions: exceptionsOf(races, [
      'test/basic.js: second lock failed, as i have foreseen it',
      'test/basic.js: got second lock?  that unpossible!',
      'test/stale-contention.js: should have 1 lock winner',
      'test/stale-contention.js: all others should lose',
    ]),
    slow: true,
  },
  {
    name: 'npmconf',
    runner: 'tap',
    sources: ['npmconf.js', 'lib'],
    tests: /^test\/[^/]+\.js$/,
    modules: { tap: 'tap' },
  },
  {
    name: 'resolve',
    runner: 'tap',
    sources: ['index.js', 'lib'],
    tests: /^test\/(?!node_path)[^/]+\.js$/,
    modules: { tape: 'tape' },
  },
  {
    name: 'acl',
    runner: 'mocha',
    sources: ['index.js', 'lib'],
    tests: /^test\/runner\.js$/,
    support: ['test/tests.js', 'test/backendtests.js'],
    modules: { chai: 'chai' },
    // The other stores need databases.
    options: ['--grep', '^Memory'],
  },
  {
    name: 'better-queue',
    runner: 'mocha',
    sources: ['lib'],
    tests: /^test\/[^/]+\.js$/,
    support: ['test/lib'],
    modules: { 'fs-extra': 'fs-extra' },
    slow: true,
  },
  {
    name: 'bittorrent-tracker',
    runner: 'tap',
    sources: ['client.js', 'index.js', 'server.js', 'lib'],
    tests: /^test\/(?!common)[^/]+\.js$/,
    support: ['test/common.js'],
    modules: { tape: 'tape', 'magnet-uri': 'magnet-uri', 'webtorrent-fixtures': 'webtorrent-fixtures' },
    slow: true,
  },
  {
    name: 'broadway',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/.*-test\.js$/,
    support: ['test/helpers'],
    modules: { vows: 'vows' },
  },
  {
    name: 'cmd-shim',
    runner: 'tap',
    sources: ['index.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { tap: 'tap', rimraf: 'rimraf' },
  },
  {
    name: 'fs-write-stream-atomic',
    runner: 'tap',
    sources: ['index.js'],
    // `toolong` is left out: the name of its test depends on the length of its path.
    tests: /^test\/(?!toolong)[^/]+\.js$/,
    modules: { tap: 'tap', rimraf: 'rimraf' },
  },
  {
    name: 'init-package-json',
    runner: 'tap',
    sources: ['default-input.js', 'init-package-json.js'],
    tests: /^test\/[^/]+\.js$/,
    support: ['test/lib'],
    modules: { tap: 'tap', rimraf: 'rimraf', npm: 'npm2' },
    slow: true,
  },
  {
    name: 'jayson',
    runner: 'mocha',
    sources: ['index.js', 'lib', 'promise'],
    // `https` and `tls` are left out: current versions of Node.js reject their certificates as too weak.
    tests: /^test\/(?!https|tls)[^/]+\.js$/,
    support: ['test/support'],
    modules: { 'body-parser': 'body-parser', connect: 'connect', 'node-fetch': 'node-fetch', 'pass-stream': 'pass-stream', should: 'should13' },
    exceptions: {
      ...exceptionsOf(lengthRead, [
        'jayson.client.browser client common tests should be able to request a success-method on the server',
        'jayson.client.browser client common tests should be able to request an error-method on the server',
        'jayson.client.browser client common tests should support reviving and replacing',
        'jayson.client instance should split out a response when given a length 3 callback',
        'jayson.client instance should out an error when given a length 3 callback',
        'jayson.client instance should be able to execute a named-parameter request',
        'jayson.client instance common tests should be able to request a success-method on the server',
        'jayson.client instance common tests should be able to request an error-method on the server',
        'jayson.client instance common tests should support reviving and replacing',
        'jayson.client instance _parseResponse should correctly split an ambiguous error response',
        'jayson.client instance _parseResponse should send both error and response as is if ambiguous',
        'jayson.client instance batch requests should split errors and responses when given a length 3 callback',
        'jayson.http client common tests should be able to request a success-method on the server',
        'jayson.http client common tests should be able to request an error-method on the server',
        'jayson.http client common tests should support reviving and replacing',
        'jayson.middleware common tests should be able to request a success-method on the server',
        'jayson.middleware common tests should be able to request an error-method on the server',
        'jayson.middleware common tests should support reviving and replacing',
        'jayson.middleware options.end false should support passing to the next middleware',
        'jayson.relay client common tests should be able to request a success-method on the server',
        'jayson.relay client common tests should be able to request an error-method on the server',
        'jayson.relay client common tests should support reviving and replacing',
        'jayson.tcp client common tests should be able to request a success-method on the server',
        'jayson.tcp client common tests should be able to request an error-method on the server',
        'jayson.tcp client common tests should support reviving and replacing',
      ]),
    },
    slow: true,
  },
  {
    name: 'kareem',
    runner: 'mocha',
    sources: ['index.js'],
    tests: /^test\/[^/]+\.js$/,
    slow: true,
  },
  {
    name: 'mkdirp',
    runner: 'tap',
    sources: ['index.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { tap: 'tap' },
    // Its tests create files and folders of random names in /tmp, four digits long, which meet now and then.
    slow: true,
  },
  {
    name: 'module-deps',
    runner: 'tap',
    sources: ['index.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { 'browser-pack': 'browser-pack', tap: 'tap' },
    slow: true,
  },
  {
    name: 'mv',
    runner: 'mocha',
    sources: ['index.js'],
    tests: /^test\/test\.js$/,
  },
  {
    name: 'nconf',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/.*-test\.js$/,
    support: ['test/helpers.js', 'test/mocks'],
    modules: { vows: 'vows' },
    slow: true,
  },
  {
    name: 'node-static',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/.*-test\.js$/,
    modules: { request: 'request', vows: 'vows' },
    // It listens on a fixed port, which may be in use.
    slow: true,
  },
  {
    name: 'oauth2-server',
    runner: 'mocha',
    sources: ['lib'],
    tests: /^test\/[^/]+\.js$/,
    modules: { 'body-parser': 'body-parser', express: 'express', should: 'should', supertest: 'supertest' },
    slow: true,
  },
  {
    name: 'prompt',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/prompt-test\.js$/,
    support: ['test/helpers.js', 'test/macros.js'],
    modules: { vows: 'vows' },
  },
  {
    name: 'random-access-file',
    runner: 'tap',
    sources: ['index.js'],
    tests: /^test\.js$/,
    modules: { tape: 'tape', 'to-buffer': 'to-buffer' },
  },
  {
    name: 'read-installed',
    runner: 'tap',
    sources: ['read-installed.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { mkdirp: 'mkdirp', rimraf: 'rimraf', tap: 'tap' },
    slow: true,
  },
  {
    name: 'read-package-json',
    runner: 'tap',
    sources: ['read-json.js'],
    tests: /^test\/[^/]+\.js$/,
    modules: { tap: 'tap' },
  },
  {
    name: 'resourceful',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/(?!couchdb).*-test\.js$/,
    support: ['test/fixtures', 'test/macros'],
    removed: ['test/engines/couchdb.js', 'test/engines/redis.js'],
    modules: { vows: 'vows' },
    slow: true,
  },
  {
    name: 'tar-fs',
    runner: 'tap',
    sources: ['index.js'],
    tests: /^test\/index\.js$/,
    modules: { rimraf: 'rimraf', tape: 'tape' },
  },
  {
    name: 'vasync',
    runner: 'tap',
    sources: ['lib'],
    tests: /^tests\/(?!compat)[^/]+\.js$/,
    modules: { tap: 'tap' },
    // Two tests end when the queue is empty; the assertions that are then still to come count as missing.
    exceptions: exceptionsOf(emittedAtOnce, [
      'tests/queue.js: task completion (4)',
      'tests/queue.js: got no error',
      'tests/queue.js: should be equal (15)',
      'tests/queue.js: should be equal (16)',
      'tests/queue.js: should be equal (17)',
      'tests/queue.js: should be equal (18)',
      'tests/queue.js: should be equal (19)',
      'tests/queue.js: missing test',
      'tests/queue.js: missing test (2)',
      'tests/queue.js: missing test (3)',
      'tests/queue.js: missing test (4)',
      'tests/queue.js: missing test (5)',
      'tests/queue.js: missing test (6)',
      'tests/queue.js: missing test (7)',
    ]),
    slow: true,
  },
  {
    name: 'winston',
    runner: 'vows',
    sources: ['lib'],
    tests: /^test\/.*-test\.js$/,
    support: ['test/helpers.js', 'test/transports/transport.js'],
    folders: ['test/fixtures/logs'],
    modules: { hock: 'hock', 'std-mocks': 'std-mocks', vows: 'vows' },
    // It needs two log entries of different milliseconds.
    exceptions: exceptionsOf(races, [
      'test/transports/file-test.js: An instance of the File Transport after the logs have flushed the query() method using `fields` and `order` option should return matching results',
    ]),
    slow: true,
  },
  {
    name: 'xml-encryption',
    runner: 'mocha',
    sources: ['lib'],
    tests: /^test\/[^/]+\.js$/,
    modules: { should: 'should' },
  },
];
