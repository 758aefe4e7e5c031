import { expect, test } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { matchAuto } from './auto-tasks.js';

/** The layers of tasks by their keys, with the name of the results where a task reads them: `a b > c (all)`. */
function layersOf(object: string, callback: 'first' | 'last' | null = 'first'): string | null {
  const source = parse(`async.auto(${object}, done);`);
  const [tasks] = callAt(source, 'async.auto(').arguments;
  const auto = tasks?.type === 'ObjectExpression' ? matchAuto(source, tasks, callback) : null;
  return auto && auto.layers.map((layer) => layer.map((index) => auto.keys[index]).join(' ')).join(' > ') + (auto.results ? ` (${auto.results.name})` : '');
}

const task = 'function (next) { next(); }';

test.each([
  [`{ a: ${task} }`, 'a'],
  [`{ a: ${task}, b: ${task} }`, 'a b'],
  [`{ a: ${task}, b: ['a', ${task}] }`, 'a > b'],
  [`{ a: ${task}, b: ${task}, c: ['b', 'a', ${task}], d: ['c', ${task}] }`, 'a b > c > d'],
  [`{ a: [${task}] }`, 'a'],
  [`{ a: ${task}, b: ['a', function (next, all) { next(null, all.a); }] }`, 'a > b (all)'],
  [`{ a: ${task}, b: ['a', function (next, all) { next(); }] }`, 'a > b'],
])('%s', (object, expected) => {
  expect(layersOf(object)).toBe(expected);
});

test.each([
  // It may start while `b` runs.
  `{ a: ${task}, b: ${task}, c: ['a', ${task}] }`,
  `{ b: ['a', ${task}], a: ${task} }`,
  `{ a: ${task}, b: ['missing', ${task}] }`,
  `{ a: ${task}, b: [name, ${task}] }`,
  `{ a: ${task}, a: ${task} }`,
  `{ a: load }`,
  `{ ...others }`,
  `{ a: ${task}, b: ['a', function (next, one) { next(null, one.a); }], c: ['b', function (next, two) { next(null, two.b); }] }`,
  `{ a: ${task}, b: ['a', function (next, all) { all = null; next(); }] }`,
])('%s has no layers', (object) => {
  expect(layersOf(object)).toBeNull();
});

test('tasks that wait for the same ones start in their order from version 2 on only', () => {
  const waiting = "['a', function (all, next) { next(null, all.a); }]";
  expect(layersOf(`{ a: ${task}, b: ${waiting}, c: ${waiting} }`, 'last')).toBe('a > b c (all)');
  expect(layersOf(`{ a: ${task}, b: ['a', ${task}], c: ['a', ${task}] }`)).toBeNull();
});

test('from version 2 on, the callback is behind the results', () => {
  const behind = `{ a: ${task}, b: ['a', function (all, next) { next(null, all.a); }] }`;
  expect(layersOf(behind, 'last')).toBe('a > b (all)');
  expect(layersOf(`{ a: ${task}, b: ['a', ${task}] }`, 'last')).toBeNull();
  expect(layersOf(behind, null)).toBeNull();
  expect(layersOf(`{ a: ${task}, b: ['a', ${task}] }`, null)).toBe('a > b');
});
