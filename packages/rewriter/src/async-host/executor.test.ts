import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, functionAt, parse, textOf } from '../../test/nodes.js';
import { isIdleSettlement, isSimple, matchExecutor, matchPromiseHost, matchSettlement, settlersOf } from './executor.js';

describe('matchExecutor', () => {
  it.each([
    ['new Promise(function (resolve, reject) { reject(1); });', ['resolve', 'reject']],
    ['new Promise((done) => { done(1); });', ['done']],
    ['new Promise(function run(resolve) { resolve(1); });', ['resolve']],
    ['new Promise(function run(resolve) { later(run); });', null],
    ['new Promise(function (resolve) { use(arguments); });', null],
    ['new Promise(async function (resolve) { resolve(1); });', null],
    ['new Promise(function () {});', null],
    ['new Promise(function (resolve, reject, other) { resolve(1); });', null],
    ['new Promise(function ({ resolve }) { resolve(1); });', null],
    ['new Promise(/* a */ function (resolve) { resolve(1); });', null],
    ['new Promise(function (resolve) { resolve(1); }, 1);', null],
    ['new Other(function (resolve) { resolve(1); });', null],
    ['Promise(function (resolve) { resolve(1); });', null],
    ["const Promise = require('bluebird'); new Promise(function (resolve) { resolve(1); });", null],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const executor = matchExecutor(source, functionAt(source, ''));
    expect(executor && settlersOf(executor).map(({ name }) => name)).toEqual(expected);
  });
});

describe('matchSettlement and isIdleSettlement', () => {
  it.each([
    ['resolve(1)', 'return 1', true],
    ['resolve()', 'return', true],
    ['resolve(text.size)', 'return text.size', false],
    ['resolve(1, a)', 'return 1', true],
    ['resolve(1, load())', null, false],
    ['resolve(...all)', null, false],
    ['reject(err)', 'throw err', true],
    ['reject(new Error())', 'throw new Error()', false],
    ['reject()', null, true],
  ])('%s: %s, idle: %j', (code, expected, isIdle) => {
    const source = parse(`new Promise(function (resolve, reject) { ${code}; reject(err); });`);
    const fn = functionAt(source, 'function');
    const executor = matchExecutor(source, fn)!;
    const found = matchSettlement(callAt(source, code) as TSESTree.CallExpression, executor);
    expect(found && [found.kind, ...(found.value ? [textOf(source, found.value)] : [])].join(' ')).toBe(expected);
    const [statement] = (fn.body as TSESTree.BlockStatement).body;
    expect(isIdleSettlement(statement!, executor)).toBe(isIdle);
  });
});

describe('matchPromiseHost', () => {
  const promise = 'new Promise(function (resolve) { resolve(1); })';

  it.each([
    [`function f() { return ${promise}; }`, true],
    [`const f = () => ${promise};`, true],
    [`function f(id) {\n  var self = this;\n  return ${promise};\n}`, true],
    [`function f(id) {\n  var size = id.size;\n  return ${promise};\n}`, false],
    [`function f() { show(); return ${promise}; }`, false],
    [`function f() { return ${promise}.then(show); }`, false],
    [`function F() { return ${promise}; }`, false],
    [`function* f() { return ${promise}; }`, false],
    [`function f({ id }) { return ${promise}; }`, false],
    [`function f(resolve) { return ${promise}; }`, true],
    ['function f(x) { return new Promise(function (resolve) { var x = 1; resolve(x); }); }', false],
    ['function f() { return new Promise(function (resolve) { resolve(this.x); }); }', false],
    ['function f() { return new Promise((resolve) => { resolve(this.x); }); }', true],
    ["function f() { return new Promise(function (resolve) { 'use strict'; resolve(1); }); }", false],
    [`const x = { get f() { return ${promise}; } };`, false],
    [`${promise};`, false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const executor = matchExecutor(source, functionAt(source, code.includes('(resolve) =>') ? '(resolve) =>' : 'function (resolve)'))!;
    const host = matchPromiseHost(source, executor);
    expect(host !== null).toBe(expected);
    if (expected) expect(host).toBe(functionAt(source, ''));
  });
});

it.each([
  ['a', true],
  ['{ a, b: [1, !c] }', true],
  ['a || b', true],
  ['a === 1', true],
  ['a === b', false],
  ['a + 1', false],
  ['a.b', false],
  ['load()', false],
  ['{ ...a }', false],
  ['{ [a]: 1 }', false],
  ['-a', false],
])('%s is simple: %j', (code, expected) => {
  expect(isSimple(callAt(parse(`x(${code});`), 'x').arguments[0]!)).toBe(expected);
});
