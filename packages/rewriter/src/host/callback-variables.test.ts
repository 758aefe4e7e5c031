import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../../detector/test/nodes.js';
import { callbackVariablesOf, isPassedByCaller } from './callback-variables.js';

describe('the callbacks of a function, and whether its caller passes them', () => {
  it.each([
    ['function f(cb) { cb(); }', ['cb'], true],
    ['function f(...args) { var cb = args.pop(); cb(); }', ['cb'], true],
    ['function f() { var args = [].slice.call(arguments); var cb = args.pop(); cb(); }', ['cb'], true],
    ['function f(options) { var done = options.done || noop; done(); }', ['done'], true],
    ['function f(options) { var done; done = once(options.done); done(); }', ['done'], true],
    ['function f(id) { var next = rows.shift(); show(next); }', ['next'], false],
    ['function f(id) { var next = follow(); next = other(next); next(); }', ['next'], false],
    ['function f(id) { show(id); }', [], false],
    ['function f(id, cb) { g.apply(this, arguments); }', ['cb'], true],
    ['function f(id) { var cb = id; show(arguments); }', [], false],
  ])('%s: %j, %j', (code, names, isPassed) => {
    const source = parse(code);
    const variables = callbackVariablesOf(source, functionAt(source, 'function f'));
    expect(variables.map(({ name }) => name)).toEqual(names);
    expect(variables.some(isPassedByCaller)).toBe(isPassed);
  });
});
