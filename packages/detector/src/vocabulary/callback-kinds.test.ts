import { describe, expect, it } from 'vitest';

import { isRegistration, isStoring, kindByPlace, matchConvention, suggestKind } from './callback-kinds.js';
import { nodesOf } from '../source/file-nodes.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { callAt, parse } from '../../test/nodes.js';

/** The outermost call of a snippet, and one of its arguments if that is a function. */
function read(code: string, index: number): { call: ReturnType<typeof callAt>; fn: FunctionNode } {
  const source = parse(`${code};`);
  const call = callAt(source, '');
  const argument = call.arguments[index];
  const [any] = nodesOf(source).functions;
  return { call, fn: isFunction(argument) ? argument : any! };
}

describe('matchConvention', () => {
  it.each([
    ['setTimeout(function () {}, 1)', 0, 'timer'],
    ['setTimeout(1, function () {})', 1, null],
    ['socket.setTimeout(1000, function () {})', 1, 'event-listener'],
    ['load().then(function (x) {})', 0, 'promise-reaction'],
    ['load().catch(function (e) {})', 0, 'promise-reaction'],
    ["stream.on('data', function (chunk) {})", 1, 'event-listener'],
    ["once(stream, 'finish', function () {})", 2, 'event-listener'],
    ['once(function () {})', 0, null],
    ["node._clientOn('error', function (error) {})", 1, 'event-listener'],
    ["node.dependsOn('build', function (error) {})", 1, null],
    ["it('saves', function (done) {})", 1, 'test'],
    ["it('saves', function (done) {}, 1000)", 1, 'test'],
    ["it.skip('saves', function (done) {})", 1, 'test'],
    ["it.each([1])('saves', function (x) {})", 1, 'test'],
    ["app.get('/', function (req, res) {})", 1, 'request-handler'],
    ["db.get('a', function (err, row) {})", 1, null],
    ['[1].map(function (x) {})', 0, 'iteration'],
    ['JSON.parse(text, function (key, value) {})', 1, 'iteration'],
    ["text.replace('a', function (match) {})", 1, 'iteration'],
    ["table.replace('a', function (err) {})", 1, null],
    ["define(['a'], function (a) {})", 1, 'other'],
    ["define('a', function (a) {})", 1, null],
    ['new Timer(function () {})', 0, null],
    ['load(function (err) {})', 0, null],
  ])('%s, argument %i: %s', (code, index, expected) => {
    const { call, fn } = read(code, index);
    expect(matchConvention(call, index, fn)).toBe(expected);
  });
});

describe('kindByPlace, for an argument that is no function', () => {
  it.each([
    ['setTimeout(this.tick.bind(this), 1)', 'timer'],
    ['load().then(show)', 'promise-reaction'],
    ['load(show)', null],
  ])('%s: %s', (code, expected) => {
    const call = callAt(parse(`${code};`), '');
    expect(kindByPlace(call, call.arguments[0]!)).toBe(expected);
  });
});

describe('suggestKind', () => {
  it.each([
    ['list.find(function (x) {})', 0, 'iteration'],
    ['find(list, function (x) {})', 1, null],
    ['el.onClick(function (e) {})', 0, 'event-listener'],
    ['el.onClick(1, function (e) {})', 1, null],
    ['serve(function (req, res) {})', 0, 'request-handler'],
    ['serve(function (err, req) {})', 0, null],
  ])('%s: %s', (code, index, expected) => {
    const { call, fn } = read(code, index);
    expect(suggestKind(call, index, fn)).toBe(expected);
  });
});

describe('isRegistration', () => {
  it.each([
    ["registry.before('save', fn)", 1, true],
    ["registry.add('doc:save', fn)", 1, true],
    ['app.plugin(fn)', 0, true],
    ['defineStep(fn)', 0, true],
    ["load('./a.json', fn)", 1, false],
    ["db.rows('SELECT 1', fn)", 1, false],
    ['load(path, fn)', 1, false],
    ["run(fn, 'save')", 0, false],
  ])('%s, argument %i: %j', (code, index, expected) => {
    const call = callAt(parse(`${code};`), '');
    expect(isRegistration(call, call.arguments[index]!)).toBe(expected);
  });
});

describe('isStoring', () => {
  it.each([
    ['list.push(fn)', 0, true],
    ['list.indexOf(fn)', 0, true],
    ['queue.push(task, fn)', 1, false],
    ['db.get(fn)', 0, false],
    ['push(fn)', 0, false],
  ])('%s, argument %i: %j', (code, index, expected) => {
    const call = callAt(parse(`${code};`), '');
    expect(isStoring(call, call.arguments[index]!)).toBe(expected);
  });
});
