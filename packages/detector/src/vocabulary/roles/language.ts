import type { Roles } from './role.js';

/** Names that the language, its runtimes and their tools give, and words that names are put together from. */
export const languageRoles = {
  'invokes-function': { meaning: 'a method of every function that calls it', words: 'call apply' },
  'binds-function': { meaning: 'the method of every function that binds it', words: 'bind' },
  'function-method': { meaning: 'a method of every function', words: 'call apply bind' },
  'own-object': { meaning: 'a property that holds functions of the file itself', words: 'exports prototype' },
  index: { meaning: 'a variable that counts places in a list', words: 'i j k n idx index position cursor current' },
  'makes-object': { meaning: 'a function of `Object` that returns its first argument, or an object with its methods', words: 'create assign freeze seal' },
  'called-by-language': { meaning: 'a method that the language or Node calls, to read what it returns', words: 'toJSON toString toLocaleString valueOf inspect' },
  converts: { meaning: 'a function that takes anything and never throws', words: 'Boolean String Number parseInt parseFloat isNaN' },
  'holds-path': { meaning: 'a variable of every CommonJS module that holds a path', words: '__filename __dirname' },
  'returns-path': { meaning: 'a function of `path` that returns a path', words: 'join resolve normalize relative' },
  'returns-handle': { meaning: 'a function that returns something to go on with: `rawRequest`, `uploadStream`', pattern: /^raw[A-Z]|[sS]tream$/ },
  'makes-list': { meaning: 'a function that returns a list', words: '$ jQuery Array' },
  'returns-list': {
    meaning: 'a method that returns an array, or jQuery\'s list',
    words:
      'keys values entries getOwnPropertyNames split slice concat map filter sort reverse from splice match flat flatMap children siblings toArray',
  },
  'replaces-text': { meaning: 'a method of strings that takes a function', words: 'replace replaceAll' },
  'collection-library': {
    meaning: 'a library that goes through collections',
    words: '_ lodash underscore R ramda $ jQuery Ember Y goog angular Promise Bluebird BB BPromise',
  },
  'iteration-library': { meaning: 'a library whose functions take the collection first', words: 'async neoAsync _ lodash underscore' },
  jquery: { meaning: 'jQuery, or one of its lists', pattern: /^\$|^jQuery$/ },
  'defines-module': { meaning: 'a function of AMD loaders', words: 'define require requirejs' },
  'imports-compiled': { meaning: 'a function that compilers put around an imported module', pattern: /^_{1,2}(?:interopRequire|import(?:Default|Star)$)/ },
  'node-global': { meaning: 'a variable that every CommonJS module has', words: 'require module exports __dirname __filename' },
  'browser-global': { meaning: 'a variable that only browsers have, or the scripts that are written for them', words: 'window document navigator localStorage alert $ jQuery angular define' },
  'global-object': { meaning: 'the object that has the global variables', words: 'global globalThis window self root GLOBAL' },
  'browser-library': {
    meaning: 'a package of which components for browsers are made',
    words: 'react react-dom react-native preact vue svelte solid-js lit inferno mithril @angular/core',
  },
  'file-pragma': {
    meaning: 'a word behind `@` in a comment that is about its whole file',
    words:
      'ts-check ts-nocheck flow noflow preserve format prettier jsx jsxFrag jsxRuntime jsxImportSource license file fileoverview overview module jest-environment vitest-environment',
  },
  'browser-object': { meaning: 'an object of the browser, which calls its properties and may read what they return', words: 'window document navigator location history' },
  'dom-handler': { meaning: 'a property of the browser\'s objects that takes a listener, whose value is read: `onclick`', pattern: /^on[a-z]+$/ },
  'works-at-once': {
    meaning: 'an object or a function of the language that starts nothing that goes on behind its call',
    words: 'console JSON Object Array Math Date String Number Boolean RegExp Error TypeError RangeError Buffer parseInt parseFloat',
  },
  'always-there': { meaning: 'an object that every program has', includes: ['works-at-once'], words: 'process Promise Reflect Symbol Intl' },
  'promise-module': {
    meaning: 'a module whose promises are made and awaited like those of the language',
    words: 'bluebird any-promise es6-promise native-promise-only pinkie pinkie-promise promise lie',
  },
  'makes-promise': { meaning: 'a class that is given an executor', words: 'Promise Bluebird BPromise BB', ends: 'Promise' },
  'promise-class': { meaning: 'a class whose methods make promises', words: 'Promise Bluebird BPromise BB Q RSVP' },
  'chains-promise': { meaning: 'a method that every promise has', words: 'then catch finally' },
  'list-member': {
    meaning: 'a property of lists that errors do not have',
    words: 'length forEach map filter reduce some every find concat join push pop shift unshift slice splice sort reverse flat flatMap',
  },
  fetches: {
    meaning: 'a verb in front of what a function returns: `user` of `findUser`',
    pattern: /^(?:get|find|fetch|load|read|create|make|open|list|query|lookup|parse|resolve)(?=[A-Z])(?!(?:And|Or|By|One)[A-Z])/,
  },
  'makes-receiver': { meaning: 'a verb in front of the receiver that a function returns: `db` of `getDb`', pattern: /^(?:get|create|make|new|open)(?=[A-Z])/ },
  'says-nothing': { meaning: 'a function whose name does not say what it returns', includes: ['chains'], words: 'get create make open call apply next delete remove insert replace update destroy connect shift pop at' },
  chains: { meaning: 'a method that returns its own object', words: 'set add put del expect require ignore use timeout' },
  'little-word': { meaning: 'a word that names nothing by itself: `as` of `loadAs`', words: 'all and any as at by each for from if in into of off on one only or out over to up with within without' },
  'calls-back-of-promise': { meaning: 'a method by which a promise takes an error-first callback', words: 'asCallback nodeify' },
  'reads-stats': { meaning: 'a function whose result Node calls `stats`', words: 'stat lstat fstat' },
  'builds-query': { meaning: 'a method that returns a query', words: 'lean in nin equals', pattern: /^(?:find|where|select|query|sort|limit|skip|populate)/ },
} as const satisfies Roles;
