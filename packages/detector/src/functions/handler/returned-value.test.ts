import { describe, expect, it } from 'vitest';

import type { TSESTree } from '@typescript-eslint/types';
import { callAt, functionAt, parse } from '../../../test/nodes.js';
import { calleeName } from '../../syntax/names.js';
import { isForEffect, isPromise, mayReturnValue, returnsValue } from './returned-value.js';

describe('returnsValue and mayReturnValue', () => {
  it.each([
    ['function () { return true; }', true, true],
    ['function () { return load().then(show); }', true, true],
    ['function () { return render(page); }', false, true],
    ['function () { return done(); }', false, false],
    ['function () { return unlink(page); }', false, false],
    ['function () { return console.log(1); }', false, false],
    ['function () { return; }', false, false],
    ['function () { return undefined; }', false, false],
    ['function () { return void run(); }', false, false],
    ['function () { return cb ? cb() : false; }', false, false],
    ['function () { return a ? b && cb() : false; }', false, false],
    ['function () { return a ? 1 : b ? render(page) : unlink(page); }', true, false],
    ['function () { return a ? 1 : undefined; }', true, true],
    ['function () { list.map(function () { return 1; }); }', false, false],
    ['() => isReady = true', false, false],
    ['() => 1', true, true],
    ['() => (run(), 1)', true, true],
    ['() => a && run()', false, true],
    ['async () => {}', false, true],
  ])('%s: %j, %j', (code, returns, may) => {
    const source = parse(`f = ${code};`);
    const fn = functionAt(source, code);
    expect(returnsValue(fn, source.visitorKeys)).toBe(returns);
    expect(mayReturnValue(fn, source.visitorKeys, (call) => calleeName(call) === 'unlink')).toBe(may);
  });
});

describe('isPromise and isForEffect', () => {
  it.each([
    ['Promise.all(list)', true, false],
    ['load().then(show)', true, false],
    ['done()', false, true],
    ['callback.apply(this, all)', false, true],
    ['console.log(x)', false, true],
    ['t.end()', false, true],
    ['load()', false, false],
    ['render.call(this)', false, false],
  ])('%s: %j, %j', (code, promise, effect) => {
    const call = callAt(parse(`${code};`), '') as TSESTree.CallExpression;
    expect(isPromise(call)).toBe(promise);
    expect(isForEffect(call)).toBe(effect);
  });
});
