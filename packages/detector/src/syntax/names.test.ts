import { describe, expect, it } from 'vitest';

import type { TSESTree } from '@typescript-eslint/types';
import { callAt, functionAt, nodeAt, parse } from '../../test/nodes.js';
import { calleeName, matchCompiledName, matchKeyName, matchParameterName, matchPropertyName, verbOf } from './names.js';

describe('matchParameterName', () => {
  it.each([
    ['function (err) {}', 'err'],
    ['function (err = null) {}', 'err'],
    ['function ({ err }) {}', null],
    ['function ({ err } = {}) {}', null],
    ['function (...err) {}', null],
    ['function () {}', null],
  ])('%s: %s', (code, expected) => {
    const [parameter] = functionAt(parse(`f = ${code};`), 'function').params;
    expect(matchParameterName(parameter)?.name ?? null).toBe(expected);
  });

  it('reads a parameter property of TypeScript', () => {
    const source = parse('class A { constructor(private err: Error) {} }', 'a.ts');
    expect(matchParameterName(functionAt(source, '(').params[0])?.name).toBe('err');
  });
});

describe('matchPropertyName', () => {
  it.each([
    ['a.b', 'b'],
    ["a['b']", 'b'],
    ['a.b.c', 'c'],
    ['a?.b', 'b'],
    ['a[b]', null],
    ['a[0]', null],
    ['a[`b`]', null],
  ])('%s: %s', (code, expected) => {
    const node = nodeAt(parse(`x(${code});`), code);
    const member = node.type === 'ChainExpression' ? node.expression : node;
    expect(matchPropertyName(member as TSESTree.MemberExpression)).toBe(expected);
  });
});

describe('matchKeyName', () => {
  it.each([
    ['a: 1', 'a'],
    ["'a': 1", 'a'],
    ["['a']: 1", 'a'],
    ['1: 1', '1'],
    ['a() {}', 'a'],
    ['[a]: 1', null],
    ['[a + 1]: 1', null],
  ])('{ %s }: %s', (code, expected) => {
    const node = nodeAt(parse(`x({ ${code} });`), code);
    expect(matchKeyName(node as TSESTree.Property)).toBe(expected);
  });
});

describe('calleeName and verbOf', () => {
  it.each([
    ['f(1)', 'f', 'f'],
    ['a.b(1)', 'b', 'b'],
    ["a['b'](1)", 'b', null],
    ['a[b](1)', '', null],
    ['f()(1)', '', 'f'],
    ['new A(1)', 'A', 'A'],
    ['_load2.default(1)', 'load', 'default'],
    ['find.call(a, 1)', 'call', 'find'],
    ['db.find(1).exec(1)', 'exec', 'find'],
    ['a.b.apply(1)', 'apply', 'apply'],
  ])('%s: %j, %j', (code, name, verb) => {
    const call = callAt(parse(`${code};`), '');
    expect(calleeName(call)).toBe(name);
    expect(verbOf(call.callee)).toBe(verb);
  });
});

describe('matchCompiledName', () => {
  it.each([
    ['_setImmediate2.default', 'setImmediate'],
    ['_each.default', 'each'],
    ['each.default', null],
    ['_each.other', null],
    ['a._each.default', null],
  ])('%s: %s', (code, expected) => {
    expect(matchCompiledName(nodeAt(parse(`x(${code});`), code) as TSESTree.MemberExpression)).toBe(expected);
  });
});
