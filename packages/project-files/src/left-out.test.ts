import { expect, it } from 'vitest';

import { detectLeftOut } from './left-out.js';

const source = 'const a = 1;\n'.repeat(40);

it.each([
  ['a source', source, null],
  ['nothing', '', null],
  ['a minified file', `/* banner */\n${'var a=1;'.repeat(400)}`, 'minified'],
  ['a source with a long line', `${source.repeat(10)}const key = "${'x'.repeat(2000)}";\n`, null],
  ['a generated header', `// by a tool\n/**\n * @generated from a grammar\n */\n${source}`, 'generated'],
  ['a bundle of webpack', `/******/ (() => { // webpackBootstrap\n${source}/******/ \tfunction __webpack_require__(moduleId) {\n${source}}})()`, 'generated'],
  ['a bundle of browserify', `(function e(t,n,r){${source}})({1:[function(require,module,exports){\n${source}},{"./2":2}]},{},[1]);`, 'generated'],
  ['code that looks for a bundle', `${source}if (/function __webpack_require__\\(/.test(text)) load('1:[function(require,module,exports){');`, null],
  ['a mark after the code', `${source}// @generated\n`, null],
  ['a mark in a text', `const mark = '@generated';\n`, null],
])('%s', (_, text, reason) => {
  expect(detectLeftOut(text)).toBe(reason);
});
