import { describe, expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { functionAt, parse, textOf } from '../../../test/nodes.js';
import { isOptional, partsWithoutCallback, returnsWithoutCallback } from './optional.js';

function read(code: string, path?: string) {
  const source = parse(code, path);
  const [parameter] = functionAt(source, 'function f').params;
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter!;
  return { source, callback: new Bindings(source).variableOf(name)! };
}

describe('isOptional', () => {
  it.each([
    ['function f(cb) { if (cb) cb(); }', true],
    ['function f(cb) { cb && cb(); }', true],
    ['function f(cb) { cb = cb || noop; cb(); }', true],
    ["function f(cb) { if (typeof cb === 'function') cb(); }", true],
    ['function f(cb) { return cb ? cb() : 1; }', true],
    ['function f(cb = noop) { cb(); }', true],
    ['function f(cb) { cb(); }', false],
    ['function f(cb) { if (a) cb(); }', false],
    ['function f(cb) { a && cb(); }', false],
    ['function f(cb) { load(cb); }', false],
  ])('%s: %j', (code, expected) => {
    expect(isOptional(read(code).callback)).toBe(expected);
  });

  it('reads the question mark of TypeScript', () => {
    expect(isOptional(read('function f(cb?: () => void) { cb!(); }', 'a.ts').callback)).toBe(true);
  });
});

describe('returnsWithoutCallback', () => {
  it.each([
    ['function f(cb) { if (!cb) return value; cb(); }', true],
    ["function f(cb) { if (typeof cb !== 'function') return load(); cb(); }", true],
    ['function f(cb) { if (cb == null) { return value; } cb(); }', true],
    ['function f(cb) { if (cb) cb(); else return value; }', true],
    ['function f(cb) { if (!cb) return; cb(); }', false],
    ['function f(cb) { if (!cb) return console.log(1); cb(); }', false],
    ['function f(cb) { if (cb) return value; }', false],
    ['function f(cb) { if (!cb) list.map(function () { return 1; }); cb(); }', false],
  ])('%s: %j', (code, expected) => {
    const { source, callback } = read(code);
    expect(returnsWithoutCallback(source, callback)).toBe(expected);
  });
});

describe('partsWithoutCallback', () => {
  it.each([
    ['function f(cb) { if (!cb) return value; cb(); }', ['return value;']],
    ['function f(cb) { if (cb) { cb(); return; } a(); b(); }', ['a();', 'b();']],
    ['function f(cb) { if (cb) cb(); else a(); }', ['a();']],
    ['function f(cb) { if (cb) cb(); a(); }', []],
    ['function f(cb) { cb(); }', []],
    ['function f(cb) { if (cb && a) return; b(); }', []],
  ])('%s: %j', (code, expected) => {
    const { source, callback } = read(code);
    expect(partsWithoutCallback(callback).map((part) => textOf(source, part))).toEqual(expected);
  });
});
