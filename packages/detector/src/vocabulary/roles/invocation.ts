import type { Roles } from './role.js';

/** The roles of functions by when and how often they call the functions that are passed to them. */
export const invocationRoles = {
  repeats: {
    meaning: 'a function that calls back many times',
    pattern: /^(?:watch|on[A-Z]|each|forEach|listen|subscribe|observe|poll|tail|schedule|repeat|throttle|debounce|(?:set|add|register)\w*(?:Callback|Handler|Listener|Hook)$)/,
  },
  'may-repeat': {
    meaning: 'a function that calls back many times, unless its definition in the file shows otherwise',
    words: 'walk iterate scan every follow hook timer setTimer interval receive changes',
  },
  'names-what-follows': {
    meaning: 'a function that registers a callback under a name: `program.command(\'build\', f)`',
    words: 'command filter helper task before after pre',
  },
  registers: {
    meaning: 'a function that registers a hook, a handler or a task, and may read what it returns',
    includes: ['names-what-follows'],
    words: 'hook plugin handle handler use post provide intercept middleware',
    pattern: /^(?:define|register)/,
  },
  visits: { meaning: 'a function that traverses something, and may call back for each part', parts: 'each walk traverse iterate scan' },
  'done-at-return': {
    meaning: 'a synchronous function, which never calls a completion callback: `fs.writeFileSync`',
    pattern: /[a-z\d]Sync$/,
  },
  defers: {
    meaning: 'a timer that calls back once',
    words: 'setTimeout setImmediate nextTick queueMicrotask requestAnimationFrame requestIdleCallback $timeout defer',
  },
  timer: { meaning: 'any timer', includes: ['defers', 'interval'] },
  'defers-with-arguments': { meaning: 'a timer that passes further arguments to its function', words: 'nextTick setImmediate' },
  timers: { meaning: 'an object whose methods start and stop timers', words: 'timer timers timeouts scheduler', ends: 'Timer Timers Timeouts Scheduler' },
  interval: { meaning: 'a timer that calls back many times', words: 'setInterval $interval' },
  subscribes: {
    meaning: 'a method of event emitters that takes a listener',
    words:
      'on once off addListener addEventListener prependListener prependOnceListener removeListener removeEventListener listenTo listenToOnce attachEvent',
  },
  'subscribes-to-emitter': {
    meaning: 'a method of emitters that adds a listener for future events',
    words: 'on once addListener prependListener prependOnceListener addEventListener',
  },
  'adds-listener': { meaning: 'a function that adds a listener for an event in its name', pattern: /^add[A-Z]\w*Listener$/ },
  'consumes-stream': { meaning: 'a method of streams that starts to consume them', words: 'pipe pipeTo pipeThrough setEncoding' },
  'consumes-by-itself': { meaning: 'a method of streams that starts to consume them, if no function is passed to it', words: 'read resume pause getReader' },
  consumes: {
    meaning: 'a function that consumes the streams that are passed to it',
    words: 'pipeline pump pumpify eos finished onFinished concatStream rawBody getRawBody getStream streamToPromise streamToString streamToBuffer',
  },
  'subscribes-or-queries': { meaning: 'a method that takes a listener, or, of a database, a callback', words: 'one many live delegate' },
  'calls-once': { meaning: 'a function that returns a callback which calls another one, at most once', words: 'once onlyOnce only_once callOnce runOnce' },
  'reads-changes': { meaning: 'a function that follows something, and calls back at each change, with an error or without', words: 'follow tail observe poll' },
  'adds-listener-by-name': { meaning: 'a function whose name says that it adds a listener, where the name of an event is in front of it: `clientOn(\'error\', f)`', ends: 'On Once' },
  'waits-for-state': { meaning: 'a function that calls back without an error once something is in some state', pattern: /^when[A-Z]/ },
  'listens-to-port': { meaning: 'a method of servers whose last argument is a listener', words: 'listen' },
  listens: { meaning: 'a method whose listener is called at every event', words: 'on addListener' },
  unsubscribes: { meaning: 'a method that removes a listener', words: 'off removeListener removeEventListener removeAllListeners' },
  'on-event': { meaning: 'a property or a function that takes a listener: `onClick`', pattern: /^on[A-Z_]/ },
  'dom-event': {
    meaning: 'a method of jQuery for an event',
    words:
      'click dblclick change submit keyup keydown keypress mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave hover focus blur resize scroll toggle',
  },
  'plain-event': { meaning: 'an event whose listeners are passed nothing', words: 'end finish connect listening ready drain' },
  'repeated-event': {
    meaning: 'an event that occurs many times, unlike `end` or `close`',
    words: 'data readable line message change entry file row request connection',
  },
  'listens-to-errors': { meaning: 'a function that takes a listener for errors only', pattern: /^(?:on)?(?:error|fail|failure)$|errback$|error(?:Handler|Callback)$/i },
  'listens-to-error-event': { meaning: 'the event `error`, or the method that takes a listener for it', words: 'error onerror' },
  cleanup: { meaning: 'a function that cleans up', words: 'close destroy disconnect end exit quit shutdown stop', pattern: /clean_?up|tear_?down|dispose/i },
  'cleans-up-after-test': { meaning: 'a function of test frameworks that takes what is done after tests', words: 'after afterEach afterAll teardown' },
  'runs-in-context': { meaning: 'a method that calls its function at once, with the arguments behind it', words: 'runStores runInAsyncScope' },
  'ignores-errors': { meaning: 'a class, a function or an option that ignores errors on purpose', pattern: /(?:ignor|swallow|suppress)\w*(?:err|fail|exception)/i },
  'handles-errors': { meaning: 'a function that handles errors', parts: 'error fail reject catch rescue' },
  'iterates-arrays': {
    meaning: 'a method of arrays that is not also a method with a callback of a well-known database or client',
    words: 'forEach map filter some every reduce reduceRight findIndex findLast findLastIndex flatMap sort toSorted',
  },
  iterates: {
    meaning: 'a method of arrays, which may also be one of a database: `find`',
    includes: ['iterates-arrays'],
    words: 'find each eachRight forEachRight',
  },
  'takes-out': {
    meaning: 'a method of lists that iterates over them or returns items',
    includes: ['iterates-arrays'],
    words: 'shift pop slice splice concat reverse entries values',
  },
  'iterates-all': {
    meaning: 'a method of arrays or lodash that calls back for all items, whatever the callback returns',
    words: 'forEach each map filter reduce forOwn forIn flatMap times',
  },
  'iterates-collections': {
    meaning: 'a function of lodash or a similar library that calls its argument for each item',
    words:
      'each eachRight forEachRight forIn forInRight forOwn forOwnRight forEach map collect flatMap mapValues mapKeys filter select reject find findKey ' +
      'findLast findIndex findLastIndex detect some any every all reduce reduceRight inject foldl foldr sortBy sort groupBy keyBy indexBy countBy ' +
      'partition uniq uniqBy unique max min maxBy minBy sumBy sum meanBy pick pickBy omit omitBy remove pull takeWhile dropWhile takeRightWhile ' +
      'dropRightWhile times transform unionBy differenceBy intersectionBy mergeWith assignWith cloneDeepWith isEqualWith tap thru zipWith grep ' +
      'invokeMap sortedIndexBy orderBy walk extend merge assign',
  },
  'iterates-in-file': {
    meaning: 'a function of arrays, lodash or async that calls its argument for each item, or while a condition is true',
    pattern:
      /^(?:forEach|each|map|filter|reject|reduce|transform|concat|detect|some|every|times|whilst|until|during|forever|queue|priorityQueue|cargo)(?:Of|Right)?(?:Series|Limit)?$/,
  },
  'database-operation': {
    meaning: 'a method of database drivers and clients whose last argument is an error-first callback',
    words:
      'aggregate bulkWrite bulkDocs countDocuments createCollection createDatabase createIndex createIndexes createTable createUser deleteAll deleteMany deleteOne destroyAll dropCollection ' +
      'dropDatabase dropIndex dropIndexes dropTable dropUser ensureIndex estimatedDocumentCount execSql executeSql findAndModify findAndRemove findById ' +
      'findByIdAndDelete findByIdAndRemove findByIdAndUpdate findOne findOneAndDelete findOneAndReplace findOneAndUpdate flushall flushdb hdel hget hgetall ' +
      'hmget hmset hset incrby insert insertMany insertOne lpush lrange mapReduce ping query replaceOne rpush runCommand sadd save setex smembers srem ' +
      'switchDatabase updateAll updateMany updateOne zadd zrange zrem',
  },
  'file-operation': {
    meaning: 'a method of file systems, real ones and stand-ins, whose last argument is an error-first callback',
    words:
      'appendFile chmod chown copyFile emptyDir ensureDir ensureFile fdatasync fstat fsync ftruncate lstat makePath mkdir mkdirp mkdirs mkdtemp outputFile readFile readdir ' +
      'readlink realpath rename rimraf rmdir stat symlink truncate unlink utimes writeFile',
  },
  'transfers-data': {
    meaning: 'a method that reads, writes, sends or stores what it is passed, and calls back with an error if that is not possible',
    starts: 'append delete download insert open persist produce publish put read release remove restore save send store update upload upsert',
    // Those of an HTTP response write a header, and their callbacks are called without an error.
    pattern: /^write(?!EarlyHints|Continue|Head)(?=[A-Z_]|$)/,
  },
  'reads-records': {
    meaning: 'a method that reads something by its name, and passes it behind an error, so that an unused first parameter is that: `findAccounts((_, accounts) => {})`',
    pattern: /^(?:fetch|find|get|list|load|query|read)[A-Z](?!ndex|ast|ach)/,
  },
  'reads-pull-stream': { meaning: 'a pull stream, which is a function that takes an end and a callback', words: 'read abort source' },
  ended: { meaning: 'a variable that says that a pull stream is to end, with an error or without', words: 'end ended abort aborted' },
  'writes-to-stream': { meaning: 'a method of streams and sockets, which also emit what it fails with', words: 'write end ping', starts: 'send' },
  'sets-value': {
    meaning: 'a method that stores a value somewhere else, and calls back with an error if that is not possible',
    pattern: /^set(?!.*(?:Handler|Listener|Callback|Hook|Filter|Function|Fn|Timeout|Interval|Immediate|Parser|Formatter|Getter|Setter)$)(?=[A-Z_]|$)/,
  },
  'adds-item': {
    meaning: 'a method that adds something to a store, and calls back with an error if that is not possible',
    pattern: /^add(?!.*(?:Handler|Listener|Callback|Hook|Filter|Function|Fn|Timeout|Interval|Parser|Formatter|Getter|Setter|Property|Method|Helper|Command|Route|Middleware|Plugin|Task|Job|Test|Case|Suite|Rule|Matcher|Validator|Observer|Watcher|Subscriber|Event|Action|Transform|Converter|Extension|Operation|Step|Type)$)(?=[A-Z_]|$)/,
  },
  'calls-back-for-promise': { meaning: 'a method of promises that takes an error-first callback', words: 'asCallback nodeify' },
  'opens-or-closes': {
    meaning: 'a method that starts or ends the use of a server, a database or a connection, or removes it, and calls its only argument back with an error if that fails',
    words: 'close closeDatabase connect disconnect drop logout open quit ready reconnect remove rollback shutdown',
  },
  'runs-tasks': { meaning: 'a function that takes a list of tasks', parts: 'series parallel waterfall auto chain race tasks steps' },
  stubs: {
    meaning: 'a function of sinon, jasmine, jest or rewire that replaces a function with another',
    words: 'andCallFake callFake callsFake mockImplementation mockImplementationOnce stub mock fake __set__ registerMock',
  },
  'acquires-resource': {
    meaning: 'a function that acquires a resource, and passes its callback a function that releases it',
    words: 'connect acquire borrow checkout checkOut lend lock reserve take',
    ends: 'Connection Client',
    pattern: /[a-z]Lock$/,
  },
  reacts: { meaning: 'a method of promises', words: 'catch finally fail fin always otherwise progress' },
  'emits-or-settles': {
    meaning: 'a method of every emitter, stream or promise, which is no operation of the object itself',
    words: 'on once off emit pipe then catch finally promise',
    pattern: /^(?:add|prepend|remove)\w*Listener$/,
  },
  'takes-other-functions': {
    meaning: 'a method that takes functions of other kinds beside completion callbacks',
    words: 'call listen use plugin task transaction describe ready enqueue queue schedule defer emit before after pre post write end exit extend mixin',
    includes: ['on-event'],
    pattern: /^(?:define|__define|create[A-Z]|register)/,
  },
  'stores-or-wraps': {
    meaning: 'a function that stores the function that is passed to it, wraps it, or calls it any number of times',
    starts:
      'on once one addListener addEventListener prependListener prependOnceListener push unshift set add enqueue subscribe watch bind unbind wrap each forEach setInterval register pipe',
  },
  'stores-argument': {
    meaning: 'a function that stores its last argument, so that a call in this position does not wrap a callback',
    includes: ['subscribes', 'appends', 'routes', 'tests', 'iterates-arrays', 'reacts'],
    words: 'watch subscribe then add set register each expect',
  },
  'changes-collection': { meaning: 'a method that changes the collection that it is called on', words: 'push unshift pop shift splice sort reverse fill set add delete clear append write' },
  'sets-entry': { meaning: 'a method of maps that stores a value under a key', words: 'set' },
  'gets-entry': { meaning: 'a method of maps that returns the value of a key', words: 'get' },
  'takes-element': { meaning: 'a method that removes one item from a list and returns it', words: 'shift pop' },
  'queue-event': { meaning: 'a property or a method of queues that takes a function to call when all tasks are in some state', words: 'drain empty saturated unsaturated idle' },
  stores: { meaning: 'a method that adds its argument to a list, or searches the list for it', words: 'push unshift concat indexOf includes fill' },
  appends: { meaning: 'a method that adds its argument to a list', words: 'push unshift' },
  routes: {
    meaning: 'a method of routers that takes request handlers',
    words:
      'get post put patch delete del head options all use param route opts checkout copy lock merge mkactivity mkcol move notify propfind proppatch purge report ' +
      'search subscribe trace unlock unsubscribe',
  },
  router: { meaning: 'an object that takes request handlers', words: 'router server api route routes', ends: 'app App Router' },
  connection: {
    meaning: 'a connection, whose other side calls back once',
    words: 'io ws',
    parts: 'socket client conn channel peer',
  },
  stops: {
    meaning: 'a method that ends an emitter, or removes its listeners',
    words: 'destroy close end abort off pause kill unpipe unsubscribe disconnect',
    pattern: /^(?:remove|clear)/,
  },
} as const satisfies Roles;
