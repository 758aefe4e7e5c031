import { describe, expect, it } from 'vitest';

import { isFunction } from '../../syntax/function-node.js';
import { callAt, parse } from '../../../test/nodes.js';
import { functionIndexOf } from '../index/function-index.js';
import { isReadByListener } from './read-by-listener.js';

const head = 'const list = []; const queue = create();';
const push = 'queue.push(task, function (err, x) { list.push(x); });';

describe('a listener on the receiver of `push(...)` reads what its callback writes', () => {
  it.each([
    [`${head} ${push} queue.on('drain', function () { show(list); });`, true],
    [`${head} ${push} queue.drain = function () { show(list); };`, true],
    [`${head} ${push} queue.drain(function () { show(list); });`, true],
    [`${head} ${push} queue.on('error', fail).on('drain', function () { show(list); });`, true],
    [`${head} ${push} queue.on('drain', end); function end() { show(list); }`, true],
    [`${head} ${push} queue.on('drain', function () { end(); }); function end() { show(list); }`, true],
    [`${head} ${push} queue.on('drain', function () { show(); });`, false],
    [`${head} ${push} queue.on('drain', function () { list.push(1); });`, false],
    [`${head} ${push} queue.on('drain', function () { setTimeout(function () { show(list); }, 1); });`, false],
    [`${head} ${push} other.on('drain', function () { show(list); });`, false],
    [`${head} ${push} queue.each(function () { show(list); });`, false],
    [`${head} function f() { ${push} } function g() { queue.on('drain', function () { show(list); }); }`, false],
    ["let found; this.queue.push(task, function (err, x) { found = x; }); this.queue.on('drain', function () { show(found); });", true],
    ["let found; this.queue.push(task, function (err, x) { found = x; }); this.other.on('drain', function () { show(found); });", false],
    ["let found; push(task, function (err, x) { found = x; }); push.on('drain', function () { show(found); });", false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const call = ['queue.push', 'this.queue.push', 'push('].flatMap((start) => (code.includes(` ${start}`) ? [callAt(source, start)] : []))[0]!;
    const callback = call.arguments[1];
    expect(isFunction(callback) && isReadByListener(source, functionIndexOf(source), call, callback)).toBe(expected);
  });
});
