import type { Roles } from './role.js';

/** The roles of parameters and variables. */
export const parameterRoles = {
  error: {
    meaning: 'an error: `err`, `dbError`',
    includes: ['errors'],
    words: 'err er error',
    decorated: true,
    pattern: /^(?:err|error)[A-Z_]\w*$|^[a-z]err$|(?:[a-z]Er|Err|Error|_err|_error)\d*$/,
  },
  'weak-error': { meaning: 'an error, or an event, an element, an entry', words: 'e ex exc exception', decorated: true },
  errors: { meaning: 'a list of errors', words: 'errs errors', decorated: true },
  'ignored-error': {
    meaning: 'an error that is ignored on purpose: `_err`, `ignoredError`, `notHandledErr`',
    pattern: /^_|ignor|unused|(?:not|un)_?(?:handled|used)|dont_?care/i,
  },
  'error-class': { meaning: 'a class or a factory of errors', pattern: /^(?:[A-Za-z]*(?:Error|Exception)|[A-Z]*Err)$/ },
  callback: {
    meaning: 'any callback',
    words: 'cb callback done next fn func clb finish finished final ready complete cont nextTick resolve reject ok iter resume respond reply',
    decorated: true,
    ends: 'Cb CB Callback Done Next _cb _callback',
    pattern: /^(?:cb|callback)[A-Z_]\w*$/,
  },
  completion: {
    meaning: 'a callback that completes work; not `fn`, which wrappers call as well',
    words: 'cb callback done next',
    decorated: true,
    ends: 'Cb CB Callback',
  },
  continuation: {
    meaning: 'a function that a hook or a worker calls to continue',
    includes: ['completion'],
    words: 'ack proceed',
    decorated: true,
    ends: 'Next Done',
  },
  'failure-callback': { meaning: 'a callback for failures only, or one that takes values and no error', words: 'push emit', parts: 'err fail reject' },
  'success-callback': { meaning: 'a callback for success only, in front of one for failures', words: 'resolve fulfill', parts: 'success' },
  'releases-resource': { meaning: 'a function that releases a resource or ends its use', parts: 'release clean remove close dispose unlock free destroy disconnect stop cancel restore unsubscribe unwatch teardown' },
  'this-alias': { meaning: 'a variable that holds the `this` of an outer function', words: 'this self that me', decorated: true },
  receiver: {
    meaning: 'an argument that is used as `this` of a call',
    includes: ['this-alias'],
    words: 'ctx context scope thisArg',
    decorated: true,
  },
  request: { meaning: 'the first parameter of a request handler', words: 'req request ctx context q', decorated: true },
  response: { meaning: 'the second parameter of a request handler', words: 'res resp rsp response reply rep next h', decorated: true },
  'cloud-function': { meaning: 'a function that a cloud runtime calls', words: 'handler', ends: 'Handler' },
  'cloud-event': { meaning: 'the first parameter of a function that a cloud runtime calls', words: 'event evt e input', decorated: true },
  'cloud-context': { meaning: 'the parameter of such a function with facts about the call', words: 'context ctx', decorated: true },
  'generic-result': {
    meaning: 'a result with a generic name, so that the name of the callee describes it better',
    words: 'res result results ret rv response data value val r d x out obj object item',
    decorated: true,
  },
  'caught-error': { meaning: 'an error in a `catch` of the output, if its own name is taken; the first one that is free is used', words: 'error e caught reason' },
  emitter: {
    meaning: 'a stream, a socket or another emitter, several of them, or a class of such',
    words: 'stream streams emitter emitters socket sockets watcher watchers readable writable duplex Readable Writable Duplex Transform PassThrough',
    decorated: true,
    ends: 'Stream Streams Emitter Emitters Socket Sockets Watcher Watchers _stream _streams _emitter _socket',
  },
  'error-member': { meaning: 'a property of every error', words: 'name message stack cause toString' },
  'system-error-member': { meaning: 'a property of the errors of Node', words: 'code errno path syscall' },
  'any-error-type': { meaning: 'a TypeScript type that includes every error', words: 'Error ErrnoException NodeJS.ErrnoException any unknown' },
} as const satisfies Roles;
