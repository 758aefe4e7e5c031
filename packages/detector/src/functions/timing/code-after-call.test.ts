import { describe, expect, it } from 'vitest';

import { functionsOf } from '../../detect.js';
import { callAt, parse } from '../../../test/nodes.js';
import { hasCodeAfter, mayHaveCodeAfterInOtherFiles } from './code-after-call.js';

describe('code behind the call `load(...)`', () => {
  it.each([
    ['load(cb);', false],
    ['load(cb); show();', true],
    ['load(cb); function show() {}', false],
    ['load(cb); const show = () => {};', false],
    ['load(cb); const size = list.size;', true],
    ['function f() { load(cb); return; show(); }', false],
    ['function f() { load(cb); return true; }', false],
    ['function f() { load(cb); return size; }', true],
    ['function f() { if (a) return load(cb); show(); }', false],
    ['for (const x of list) load(cb);', true],
    ['try { load(cb); } finally { show(); }', true],
    ['try { load(cb); } catch (e) { show(); }', false],
    ['if (a) { load(cb); } else { show(); }', false],
    ['(load(cb), show());', true],
    ['function f() { load(cb); } f();', false],
    ['function f() { load(cb); } f(); show();', true],
    ['list.forEach(function () { load(cb); });', true],
    ['setTimeout(function () { load(cb); }, 1); show();', false],
    ['function f() { load(cb); } function g() { f(); show(); }', true],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    expect(hasCodeAfter(callAt(source, 'load'), functionsOf(source))).toBe(expected);
  });
});

describe('the call `load(...)` is in a function that other files may call', () => {
  it.each([
    ['load(cb);', false],
    ['function f() { load(cb); }', true],
    ['exports.f = function () { load(cb); };', true],
    ['(function () { load(cb); })();', false],
    ['function f() { (function () { load(cb); })(); }', true],
    ['setTimeout(function () { load(cb); }, 1);', false],
    ['function f() { setTimeout(function () { load(cb); }, 1); }', false],
    ['list.forEach(function () { load(cb); });', false],
    ['function f() { list.forEach(function () { load(cb); }); }', true],
    ['hooks.push(function () { load(cb); });', true],
    ["hooks.tap('load', function (request, callback) { load(cb); });", true],
    ["hooks.tap('load', function (request) { load(cb); });", false],
    ["server.on('load', function (request, callback) { load(cb); });", false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const functions = functionsOf(source);
    expect(mayHaveCodeAfterInOtherFiles(callAt(source, 'load'), (call, argument) => functions.timingOfArgument(call, argument))).toBe(expected);
  });
});
