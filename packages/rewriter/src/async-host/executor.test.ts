import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, functionAt, parse, textOf } from '../../../detector/test/nodes.js';
import { isIdleSettlement, matchExecutor, matchSettlement, settlersOf } from './executor.js';

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
