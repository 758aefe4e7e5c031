import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../../detector/test/nodes.js';
import { matchExecutor } from './executor.js';
import { matchPromiseHost } from './promise-host.js';

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
