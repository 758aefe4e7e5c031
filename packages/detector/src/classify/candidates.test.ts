import { describe, expect, it } from 'vitest';

import { Bindings } from '../bindings/bindings.js';
import { callAt, parse, textOf } from '../../test/nodes.js';
import { collectCandidates, matchCallback, passesFunctions } from './candidates.js';

const head = 'function done(err) {}\nconst handlers = { loaded() {} };\nlet other = function () {}; other = 1;\n';

describe('matchCallback', () => {
  it.each([
    ['function (err) {}', 'function (err) {}', false],
    ['(err) => {}', '(err) => {}', false],
    ['function () {}.bind(this)', 'function () {}', false],
    ['done', 'function done(err) {}', true],
    ['done.bind(this)', 'function done(err) {}', true],
    ['handlers.loaded', '() {}', true],
  ])('%s is the function %s', (argument, text, isNamed) => {
    const source = parse(`${head}load(${argument});`);
    const found = matchCallback(callAt(source, 'load').arguments[0]!, new Bindings(source));
    expect(found && [textOf(source, found.callback), found.isNamed]).toEqual([text, isNamed]);
  });

  it.each(['done.bind(this, 1)', 'handlers.missing', 'other', 'unknown', 'wrap(done)', 'done()', '1'])('%s is no function that is certain', (argument) => {
    const source = parse(`${head}load(${argument});`);
    expect(matchCallback(callAt(source, 'load').arguments[0]!, new Bindings(source))).toBeNull();
  });
});

describe('collectCandidates', () => {
  it.each([
    ['load(1, done)', [[1, 'done', false]]],
    ['load(...all, done)', [[1, 'done', false]]],
    ['load([done, function () {}])', [[0, 'done', true], [0, 'function () {}', true]]],
    ["load({ a: done, b: ['a', () => {}] })", [[0, 'done', true], [0, '() => {}', true]]],
    ['load(1, [done])', []],
    ['load(...done)', []],
  ])('%s: %j', (code, expected) => {
    const source = parse(`${head}${code};`);
    const found = collectCandidates(callAt(source, 'load'), new Bindings(source));
    expect(found.map(({ index, argument, isTask }) => [index, textOf(source, argument), isTask])).toEqual(expected);
  });
});

it.each([
  ['load((x) => x);', true],
  ['load(done); function done() {}', true],
  ['load({ a() {} });', true],
  ['load(done); new Load(1, "a"); function f(cb) { read(cb); }', false],
])('%s passes functions: %s', (code, passes) => {
  expect(passesFunctions(parse(code))).toBe(passes);
});
