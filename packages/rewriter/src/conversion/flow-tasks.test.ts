import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { matchCalled, matchWritten } from './flow-tasks.js';

/** The call that the library makes for the first task of a `series` in a function, as text; null for a task without one. */
function callOf(text: string, isFirst = false): string | null {
  const source = parse(`const async = require('async');\nconst path = require('path');\nfunction f(given, store, self, next) { ${text} }`);
  const [list] = callAt(source, 'async.series(').arguments;
  const node = list?.type === 'ArrayExpression' ? list.elements[0] : null;
  if (!node) throw new Error('a series has a list of tasks');
  const task = matchCalled(source, node, [], isFirst);
  if (!task) return null;
  const textOf = ({ range }: { readonly range: readonly [number, number] }): string => source.text.slice(...range);
  return `${textOf(task.call.callee)}(${task.given.map(textOf).join(', ')})${task.self ? ` of ${textOf(task.self)}` : ''}${task.losesReceiver ? ' alone' : ''}`;
}

describe('matchCalled', () => {
  it.each([
    ['async.series([load], next);', 'load()'],
    ['async.series([store.load], next);', 'store.load() alone'],
    ['async.series([store.load.bind(store)], next);', 'store.load()'],
    ['async.series([store.load.bind(store, given)], next);', 'store.load(given)'],
    ['async.series([load.bind(null, 1)], next);', 'load(1)'],
    ['async.series([load.bind(self)], next);', 'load() of self'],
    ["async.series([async.apply(load, path.join(given, 'x'))], next);", "load(path.join(given, 'x'))"],
    ['async.series([async.apply(load, { id: given })], next);', 'load({ id: given })'],
    ['const id = read(); async.series([async.apply(load, id)], next);', 'load(id)'],
  ])('%s', (text, expected) => {
    expect(callOf(text)).toBe(expected);
  });

  it.each([
    ['a value that changes', 'async.series([async.apply(load, given)], next); given = 1;'],
    ['a call that may return another value later', 'async.series([async.apply(load, read())], next);'],
    ['a property that the file assigns to', 'async.series([async.apply(load, self.id)], next); self.id = 1;'],
    ['an async function', 'async function load() {} async.series([load], next);'],
    ['a method without the object that it needs', 'const own = { load: function (cb) { this.read(cb); } }; async.series([own.load], next);'],
    ['what a call returns', 'async.series([make(given)], next);'],
    ['spread arguments', 'async.series([load.bind(null, ...given)], next);'],
  ])('not %s', (_, text) => {
    expect(callOf(text)).toBeNull();
  });

  it('evaluates anything for the first task, which is called at once', () => {
    expect(callOf('async.series([async.apply(load, read())], next);', true)).toBe('load(read())');
  });
});

describe('matchWritten', () => {
  it.each([
    ['series([function (next) { next(); }])', true],
    ['series([(next) => { next(); }])', true],
    ['series([async function (next) {}])', false],
    ['series([function step(next) { step(next); }])', false],
    ['series([function ({ next }) {}])', false],
    ['series([function (next) { next = once(next); next(); }])', false],
    ['series([function () {}])', false],
    ['series([(next) => load(next)])', false],
    ['series([load])', false],
  ])('%s: %j', (text, expected) => {
    const source = parse(text);
    const [list] = callAt(source, 'series(').arguments;
    const node = list?.type === 'ArrayExpression' ? list.elements[0] : null;
    expect(node && matchWritten(source, node) !== null).toBe(expected);
  });
});
