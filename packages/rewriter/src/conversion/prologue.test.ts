import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { functionAt, parse, textOf } from '../../../detector/test/nodes.js';
import { hasStatements, matchAlias, needsFunction, prologueOf } from './prologue.js';

/** The prologue of the first function of a snippet, whose parameter `cb` is the callback, or the variable `done` that takes it. */
function read(code: string) {
  const source = parse(code);
  const fn = functionAt(source, 'function f(');
  const body = fn.body as TSESTree.BlockStatement;
  const { set } = source.scopeManager.acquire(fn, true)!;
  const parameter = set.get('cb')!;
  const done: Scope.Variable | undefined = set.get('done');
  const alias = done ? matchAlias(source, body, parameter, done) : null;
  const prologue = prologueOf(source, body, alias?.variable ?? parameter, alias);
  return {
    alias,
    prologue,
    statements: prologue.statements.map((statement) => textOf(source, statement)),
    defaults: Object.fromEntries([...prologue.defaults].map(([{ name }, value]) => [name, textOf(source, value)])),
    fallback: alias?.fallback ? textOf(source, alias.fallback) : null,
  };
}

describe('defaults of the callback', () => {
  it.each<[start: string, count: number, silent: boolean]>([
    ['cb = cb || function () {};', 1, true],
    ['cb = cb || (() => {});', 1, true],
    ['cb = cb || noop;', 1, true],
    ['cb = cb || nothing;', 1, true],
    ['cb = cb || fail;', 1, false],
    ['cb = cb || unknown;', 1, false],
    ['cb = cb || function (err) { if (err) throw err; };', 1, false],
    ['if (!cb) cb = noop;', 1, true],
    ['if (!cb) { cb = fail; }', 1, false],
    ["if (typeof cb !== 'function') { cb = function () {}; }", 1, true],
    ['if (cb === undefined) cb = noop;', 1, true],
    ['if (cb == null) cb = noop;', 1, true],
    ["'use strict'; var x = 1; function g() {} cb = cb || noop;", 1, true],
    ['cb = cb || noop; cb = once(cb);', 2, true],
  ])('%s', (start, count, silent) => {
    const { prologue, statements } = read(`function noop() {}\nvar nothing = () => {};\nfunction fail(err) { throw err; }\nfunction f(a, cb) { ${start} use(a); cb(null, a); }`);
    expect(statements).toHaveLength(count);
    expect(prologue).toMatchObject({ optional: true, tested: false, silent, alias: null });
    expect(needsFunction(prologue)).toBe(true);
    expect(hasStatements(prologue)).toBe(true);
  });
});

describe('what is no prologue', () => {
  it.each([
    'use(a); cb = cb || noop;',
    'var x = use(a); cb = cb || noop;',
    'cb = cb && noop;',
    'cb = other || noop;',
    'cb = wrap(cb);',
    'cb = once(cb, a);',
    'cb += noop;',
    'if (cb) cb = noop;',
    'if (!cb) { cb = noop; use(a); }',
    'if (!cb) cb = noop; else use(a);',
    'if (!cb) { cb = noop; b = 1; }',
    'if (!cb) { cb = noop; a = 1; }',
    'if (!a) cb = noop;',
    'if (!cb) { cb = a; }',
    'if (!cb) { a = {}; }',
    "if (typeof a === 'function') { cb = a; a = use(); }",
    "if (typeof a === 'string') { cb = a; a = {}; }",
    "if (typeof a === 'function' || !cb) { cb = a; a = {}; }",
    "if (typeof a === 'function') { cb = a; a = {}; } else if (!a) { a = {}; }",
    "if (typeof a === 'function') { cb = a; a = {}; } else if (!cb) { cb = noop; }",
    "if (typeof a === 'function') { cb = a; a = 'x'; b = 1; } else if (typeof b === 'function') { cb = b; b = 2; }",
    'if (!cb) { cb = b; b = a; a = {}; }',
    "var d = {}; if (typeof a === 'function') { cb = a; a = d; }",
    'var none = function () {}; cb = cb || none;',
    'var self = this; cb = cb || function (err) { self.fail(err); };',
  ])('%s', (start) => {
    const { statements, prologue } = read(`let b; function noop() {}\nfunction f(a, cb) { ${start} cb(null, a); }`);
    expect(statements).toEqual([]);
    expect(prologue.defaults.size).toBe(0);
    expect(hasStatements(prologue)).toBe(false);
  });
});

describe('arguments that move over', () => {
  it.each<[start: string, defaults: Readonly<Record<string, string>>]>([
    ["if (typeof b === 'function') { cb = b; b = {}; }", { b: '{}' }],
    ["if (typeof b === 'function') { cb = b; b = undefined; }", { b: 'undefined' }],
    ['if (!cb) { cb = b; b = null; }', { b: 'null' }],
    ["if (!cb && typeof b === 'function') { cb = b; b = {}; }", { b: '{}' }],
    ["if (typeof cb !== 'function') { cb = b; b = 1; }", { b: '1' }],
    ["if (typeof a === 'function') { cb = a; a = 'x'; b = {}; }", { a: "'x'", b: '{}' }],
    ["if (typeof a === 'function') { cb = a; a = 'x'; b = {}; } else if (typeof b === 'function') { cb = b; b = {}; }", { a: "'x'", b: '{}' }],
    ["if (typeof b === 'function') { cb = b; b = {}; } else { if (typeof a === 'function') { cb = a; a = 'x'; b = {}; } }", { a: "'x'", b: '{}' }],
    ["if (typeof b === 'function') { cb = b; b = {}; } if (typeof a === 'function') { cb = a; a = 'x'; }", { a: "'x'", b: '{}' }],
  ])('%s', (start, expected) => {
    const { prologue, defaults } = read(`function f(a, b, cb) { ${start} use(a, b); cb(null, a); }`);
    expect(defaults).toEqual(expected);
    expect(prologue).toMatchObject({ optional: false, tested: false, silent: true });
    expect(needsFunction(prologue)).toBe(true);
  });
});

it.each([
  ['cb = once(cb);', 1],
  ['cb = _.once(cb);', 1],
  ['cb = dezalgo(cb);', 0],
])('%s: %i statements, and the callback stays required', (start, count) => {
  const { prologue, statements } = read(`function f(a, cb) { ${start} cb(null, a); }`);
  expect(statements).toHaveLength(count);
  expect(prologue).toMatchObject({ optional: false, tested: false, silent: true });
});

describe('tests where the callback is called', () => {
  it.each<[body: string, tested: boolean]>([
    ['if (cb) cb(null, a);', true],
    ["if (typeof cb === 'function') cb(null, a);", true],
    ["if (typeof cb == 'function') cb(null, a);", true],
    ['if (cb !== undefined) cb(null, a);', true],
    ['if (cb != null) cb(null, a);', true],
    ['cb && cb(null, a);', true],
    ['cb ? cb(null, a) : use(a);', true],
    ['if (!cb) return; cb(null, a);', true],
    ['use(a, () => { if (cb) cb(null, a); });', true],
    ['cb(null, a);', false],
    ['if (a) cb(null, a);', false],
    ['a && cb(null, a);', false],
    ['if (cb === a) cb(null, a);', false],
    ['use(cb);', false],
  ])('%s: %j', (body, tested) => {
    const { prologue } = read(`function f(a, cb) { ${body} }`);
    expect(prologue).toMatchObject({ optional: tested, tested, silent: true, statements: [] });
    expect(needsFunction(prologue)).toBe(tested);
    expect(hasStatements(prologue)).toBe(false);
  });

  it('a default comes first, so that a test behind it is not what makes the callback optional', () => {
    const { prologue } = read('function noop() {}\nfunction f(a, cb) { cb = cb || noop; if (cb) cb(null, a); }');
    expect(prologue).toMatchObject({ optional: true, tested: false });
  });

  it.each<[parameter: string, silent: boolean]>([
    ['cb = () => {}', true],
    ['cb = noop', true],
    ['cb = fail', false],
    ['cb = defaultCallback()', false],
  ])('the default value of a parameter, %s, is one', (parameter, silent) => {
    const { prologue } = read(`function noop() {}\nfunction fail(err) { throw err; }\nfunction f(a, ${parameter}) { cb(null, a); }`);
    expect(prologue).toMatchObject({ optional: true, tested: false, silent, statements: [] });
    expect([needsFunction(prologue), hasStatements(prologue)]).toEqual([true, false]);
  });

  it('the test of the prologue itself is none', () => {
    const { prologue } = read("function f(a, b, cb) { if (!cb && typeof b === 'function') { cb = b; b = {}; } cb(null, a); }");
    expect(prologue).toMatchObject({ optional: false, tested: false });
  });
});

describe('a callback under another name', () => {
  it.each<[start: string, fallback: string | null]>([
    ['var done = cb || noop;', 'noop'],
    ['const done = cb || function () {};', 'function () {}'],
    ['const done = once(cb);', null],
    ['const self = this, done = cb || noop;', 'noop'],
    ["if (typeof a === 'function') { cb = a; a = {}; } const done = cb || noop;", 'noop'],
  ])('%s', (start, fallback) => {
    const found = read(`function noop() {}\nfunction f(a, cb) { ${start} done(null, a); }`);
    expect(found.alias).not.toBeNull();
    expect(found.fallback).toBe(fallback);
    expect(found.prologue).toMatchObject({ optional: fallback !== null, silent: true });
    expect(found.prologue.alias).toBe(found.alias?.declarator);
    expect(hasStatements(found.prologue)).toBe(true);
  });

  it('the statements in front belong to the prologue', () => {
    const { statements, defaults } = read("function f(a, cb) { if (typeof a === 'function') { cb = a; a = {}; } const done = once(cb); done(null, a); }");
    expect(statements).toEqual(["if (typeof a === 'function') { cb = a; a = {}; }"]);
    expect(defaults).toEqual({ a: '{}' });
  });

  it.each([
    'const done = wrap(cb);',
    'const done = cb;',
    'const done = cb && noop;',
    'let done = once(cb); done = noop;',
    'let done;',
    'const done = once(cb); use(cb);',
    'if (a) { var done = once(cb); }',
    'const { done } = once(cb);',
  ])('%s is none', (start) => {
    expect(read(`function noop() {}\nfunction f(a, cb) { ${start} done(null, a); }`).alias).toBeNull();
  });
});
