import { describe, expect, it } from 'vitest';

import { detectStyle } from './style.js';

describe('the step of indentation', () => {
  it.each([
    ['', '  '],
    ['show();\n', '  '],
    ['if (a) {\n    show();\n}\n', '    '],
    ['if (a) {\n\tshow();\n}\n', '\t'],
    ['if (a) {\n   show();\n}\n', '   '],
    ['if (a) {\n    if (b) {\n        show();\n    }\n}\nif (c) {\n  show();\n}\n', '    '],
    ['/**\n * text\n */\nif (a) {\n    show();\n}\n', '    '],
    ['show(a,\n               b);\n', '  '],
  ])('%j: %j', (text, step) => {
    expect(detectStyle(text, true).step).toBe(step);
  });
});

describe('the quote of module names', () => {
  it.each([
    ['', "'"],
    ['require("a");', '"'],
    ["require('a');", "'"],
    ['import a from "a";', '"'],
    ['import "a";', '"'],
    ['require("a"); require(\'b\');', "'"],
    ['require(\'a\'); show("b", "c");', "'"],
    ['show("b");', '"'],
  ])('%j: %s', (text, quote) => {
    expect(detectStyle(text, true).quote).toBe(quote);
  });
});

it.each([
  [true, ';'],
  [false, ''],
])('the end of a statement, with semicolons %j: %j', (hasSemicolons, semicolon) => {
  expect(detectStyle('', hasSemicolons).semicolon).toBe(semicolon);
});
