import { describe, expect, it } from 'vitest';

import { fileContextOf } from '../classify/file-context.js';
import { nodesOf } from '../source/file-nodes.js';
import { callAt, parse, textOf } from '../../test/nodes.js';
import { matchForwarding, matchReceiver } from './forwarding.js';

describe('matchForwarding', () => {
  it.each([
    ['process.nextTick(cb);', 'calls'],
    ['const timer = setTimeout(cb, 1);', 'unknown'],
    ["require('fs').readFile(id, cb);", 'calls'],
    ["require('async').series(work, cb);", 'calls'],
    ['own(cb);', 'calls'],
    ['return own(cb);', 'calls'],
    ['const job = own(cb);', 'unknown'],
    ['ignores(cb);', 'unknown'],
    ['load(id, cb);', 'likely'],
    ['const job = load(id, cb);', 'unknown'],
    ['load(cb, id);', 'unknown'],
    ['new Loader(id, cb);', 'unknown'],
    ['if (isFunction(cb)) stop();', 'inspects'],
    ['assert(cb);', 'inspects'],
    ['check(cb);', 'inspects'],
    ['check(id, cb);', 'likely'],
    ['const done = once(cb);', 'unknown'],
    ['waiting.push(cb);', 'unknown'],
  ])('%s: %s', (code, expected) => {
    const source = parse(`function own(done) { done(null, 1); }\nfunction ignores(other) {}\nfunction f(id, work, cb) { ${code} }`);
    const isCallback = (node: { readonly type: string; readonly name?: string }): boolean => node.type === 'Identifier' && node.name === 'cb';
    const call = nodesOf(source).calls.find((each) => each.arguments.some(isCallback))!;
    expect(matchForwarding(call, call.arguments.findIndex(isCallback), fileContextOf(source, {}))).toBe(expected);
  });
});

describe('matchReceiver', () => {
  it.each([
    ['cb.call(this, err)', 'invokes-function', 'cb'],
    ['cb.apply(this, args)', 'invokes-function', 'cb'],
    ['this.cb.call(null)', 'invokes-function', 'this.cb'],
    ['cb.bind(null)', 'binds-function', 'cb'],
    ['cb.bind(null)', 'invokes-function', null],
    ['cb.call(this)', 'binds-function', null],
    ['cb.other(this)', 'invokes-function', null],
    ['cb(err)', 'invokes-function', null],
    ['new cb.call()', 'invokes-function', null],
  ] as const)('%s, %s: %s', (code, method, expected) => {
    const source = parse(`${code};`);
    const receiver = matchReceiver(callAt(source, ''), method);
    expect(receiver && textOf(source, receiver)).toBe(expected);
  });
});
