import type { Roles } from './role.js';

/** The roles of names that the language, its runtimes and tools define, and of words in other names. */
export const languageRoles = {
  'invokes-function': { meaning: 'a method of every function that calls it', words: 'call apply' },
  'binds-function': { meaning: 'the method of every function that binds it', words: 'bind' },
  'binds-arguments': { meaning: 'a function that binds the function that is its first argument, as `_.partial` does', words: 'partial partialRight bind' },
  'function-method': { meaning: 'a method of every function', words: 'call apply bind' },
  'own-object': { meaning: 'a property that holds functions of the file itself', words: 'exports prototype' },
  index: { meaning: 'a variable that is an index into a list', words: 'i j k n idx index position cursor current' },
  'makes-object': { meaning: 'a function of `Object` that returns its first argument, or an object with its methods', words: 'create assign freeze seal' },
  inherits: { meaning: 'a function that gives a class the methods of another', words: 'inherits' },
  'copies-members': { meaning: 'a function that copies the members of objects into its first argument', words: 'assign extend' },
  'called-by-language': { meaning: 'a method that the language or Node calls, and whose return value it reads', words: 'toJSON toString toLocaleString valueOf inspect' },
  converts: { meaning: 'a function that converts any value and does not throw', words: 'Boolean String Number parseInt parseFloat isNaN' },
  'holds-path': { meaning: 'a variable of every CommonJS module that holds a path', words: '__filename __dirname' },
  'returns-path': { meaning: 'a function of `path` that returns a path', words: 'join resolve normalize relative' },
  'returns-handle': { meaning: 'a function that returns an object to work with: `rawRequest`, `uploadStream`', pattern: /^raw[A-Z]|[sS]tream$/ },
  'makes-list': { meaning: 'a function that returns a list', words: '$ jQuery Array' },
  'returns-list': {
    meaning: 'a method that returns an array, or jQuery\'s list',
    words:
      'keys values entries getOwnPropertyNames split slice concat map filter sort reverse from splice match flat flatMap children siblings toArray',
  },
  'replaces-text': { meaning: 'a method of strings that takes a function', words: 'replace replaceAll' },
  'collection-library': {
    meaning: 'a library that iterates over collections',
    words: '_ lodash underscore R ramda $ jQuery Ember Y goog angular Promise Bluebird BB BPromise',
  },
  'iteration-library': { meaning: 'a library whose functions take the collection first', words: 'async neoAsync _ lodash underscore' },
  jquery: { meaning: 'jQuery, or one of its lists', pattern: /^\$|^jQuery$/ },
  'defines-module': { meaning: 'a function of AMD loaders', words: 'define require requirejs' },
  'makes-callback-form': { meaning: 'the function of `util` that makes a callback form of an async function, under the names that a rewrite imports it by', words: 'callbackify', pattern: /^utilCallbackify\d*$/ },
  'imports-compiled': { meaning: 'a function that compilers wrap around an imported module', pattern: /^_{1,2}(?:interopRequire|import(?:Default|Star)$)/ },
  'global-module': { meaning: 'a global variable that holds a module of Node', words: 'process' },
  'node-global': { meaning: 'a variable that every CommonJS module has', words: 'require module exports __dirname __filename' },
  'browser-global': { meaning: 'a variable that exists only in browsers, or in scripts for them', words: 'window document navigator localStorage alert $ jQuery angular define' },
  'global-object': { meaning: 'the object whose properties are the global variables', words: 'global globalThis window self root GLOBAL' },
  'browser-library': {
    meaning: 'a package to build browser components with',
    words: 'react react-dom react-native preact vue svelte solid-js lit inferno mithril @angular/core',
  },
  'file-pragma': {
    meaning: 'a word after `@` in a comment that applies to the whole file',
    words:
      'ts-check ts-nocheck flow noflow preserve format prettier jsx jsxFrag jsxRuntime jsxImportSource license file fileoverview overview module jest-environment vitest-environment',
  },
  'browser-object': { meaning: 'an object of the browser, which calls functions in its properties and may read their return values', words: 'window document navigator location history' },
  'dom-handler': { meaning: 'a property of the browser\'s objects that takes a listener, whose return value is read: `onclick`', pattern: /^on[a-z]+$/ },
  'synchronous-builtin': {
    meaning: 'an object or a function of the language that does all of its work before it returns',
    words: 'console JSON Object Array Math Date String Number Boolean RegExp Error TypeError RangeError Buffer parseInt parseFloat',
  },
  'always-there': { meaning: 'an object that exists in every program', includes: ['synchronous-builtin'], words: 'process Promise Reflect Symbol Intl' },
  'promise-module': {
    meaning: 'a module whose promises are constructed and awaited as those of the language',
    words: 'bluebird any-promise es6-promise native-promise-only pinkie pinkie-promise promise lie',
  },
  'makes-promise': { meaning: 'a class whose constructor takes an executor', words: 'Promise Bluebird BPromise BB', ends: 'Promise' },
  'promise-class': { meaning: 'a class whose static methods return promises', words: 'Promise Bluebird BPromise BB Q RSVP' },
  'chains-promise': { meaning: 'a method that every promise has', words: 'then catch finally' },
  'list-member': {
    meaning: 'a property that lists have and errors do not',
    words: 'length forEach map filter reduce some every find concat join push pop shift unshift slice splice sort reverse flat flatMap',
  },
  fetches: {
    meaning: 'a verb in front of the name of the returned value: `find` in `findUser`',
    pattern: /^(?:get|find|fetch|load|read|create|make|open|list|query|lookup|parse|resolve)(?=[A-Z])(?!(?:And|Or|By|One)[A-Z])/,
  },
  'makes-receiver': { meaning: 'a verb in front of the name of a returned object whose methods are called: `get` in `getDb`', pattern: /^(?:get|create|make|new|open)(?=[A-Z])/ },
  'generic-verb': { meaning: 'a function whose name does not describe what it returns', includes: ['chains'], words: 'get create make open call apply next delete remove insert replace update destroy connect shift pop at' },
  chains: { meaning: 'a method that returns its own object', words: 'set add put del expect require ignore use timeout' },
  'stop-word': { meaning: 'a word that is no name by itself: `as` in `loadAs`', words: 'all and any as at by each for from if in into of off on one only or out over to up with within without' },
  'calls-back-of-promise': { meaning: 'a method that passes the result of a promise to an error-first callback', words: 'asCallback nodeify' },
  'reads-stats': { meaning: 'a function whose result is called `stats` in the documentation of Node', words: 'stat lstat fstat' },
  'builds-query': { meaning: 'a method that returns a query', words: 'lean in nin equals', pattern: /^(?:find|where|select|query|sort|limit|skip|populate)/ },
} as const satisfies Roles;
