import { describe, expect, it } from 'vitest';

import { callAt, nodeAt, parse } from '../../../test/nodes.js';
import { isFunction } from '../../syntax/function-node.js';
import { functionIndexOf } from '../index/function-index.js';
import { effectsOf, onlyChanges } from './callback-effects.js';

describe('effectsOf the callback of `load(...)`', () => {
  it.each([
    ['function (err, row) { found = row; }', ['found']],
    ['function () { found++; }', ['found']],
    ['function () { found--; }', []],
    ['function () { found -= 1; }', []],
    ['function (err, row) { list.push(row); }', ['list']],
    ['function (err, row) { list.indexOf(row); }', []],
    ['function (err, row) { box.value = row; }', ['box.value']],
    ['function (err, row) { box.value.name = row; }', ['box.value']],
    ['function (err, row) { box.list.push(row); }', ['box.list']],
    ['function () { delete box.value; }', ['box.value']],
    ['function () { show(found, box.value); }', []],
    ['function (err, row) { let own; own = row; }', []],
    ['function (err, row) { unknown = row; }', []],
    ['function (err, row) { set(row); }', ['found']],
    ['function (err, row) { later(() => { found = row; }); }', ['found']],
    ['(err, row) => { this.value = row; }', ['this.value']],
    ['function (err, row) { this.value = row; }', []],
  ])('%s: %j', (callback, expected) => {
    const source = parse(`let found; const list = []; const box = {}; function set(x) { found = x; }\nload(${callback});`);
    const [fn] = callAt(source, 'load').arguments;
    if (!isFunction(fn)) throw new Error('no function');
    const effects = effectsOf(source, functionIndexOf(source), fn);
    expect(effects.map(({ variable, property }) => [variable === 'this' ? 'this' : variable.name, property ?? ''].filter(Boolean).join('.'))).toEqual(expected);
  });
});

describe('onlyChanges', () => {
  it.each([
    ['box.value = 1', true],
    ['box.push(1)', true],
    ['box.value++', true],
    ['box.value', false],
    ['box.show(1)', false],
    ['x = box', false],
    ['show(box)', false],
  ])('%s: %j', (code, expected) => {
    expect(onlyChanges(nodeAt(parse(`${code};`), 'box'))).toBe(expected);
  });
});
