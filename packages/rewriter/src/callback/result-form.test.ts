import { describe, expect, it } from 'vitest';

import type { Promisified } from '../plan/types.js';
import { parse, siteIn, textOf } from '../../../detector/test/nodes.js';
import { isSingleResult, matchResultForm, variablesOf } from './result-form.js';

/** The form of the results of a callback, with the texts of its parameters. */
function formOf(callback: string, promisified: Promisified, isPromisifiable = true): unknown {
  const source = parse(`load(${callback});`);
  const form = matchResultForm(source, siteIn(source), promisified, isPromisifiable);
  if (form.form === 'first') return ['first', textOf(source, form.parameter)];
  if (form.form === 'object') return ['object', ...form.entries.map(([key, { name }]) => `${key}: ${name}`)];
  return form.form === 'all' ? ['all', ...form.parameters.map((parameter) => parameter && textOf(source, parameter))] : [form.form];
}

describe('matchResultForm', () => {
  it.each<[string, Promisified, unknown]>([
    ['(err) => { if (err) throw err; }', 'first', ['none']],
    ['(err, a) => { if (err) throw err; }', 'first', ['none']],
    ['(err, a) => { if (err) throw err; use(a); }', 'first', ['first', 'a']],
    ['(err, { a }) => { if (err) throw err; use(a); }', 'first', ['first', '{ a }']],
    ['(err, [a]) => { if (err) throw err; use(a); }', 'first', ['first', '[a]']],
    ['(err, a = 1) => { if (err) throw err; use(a); }', 'first', ['all', 'a = 1']],
    ['(err, ...all) => { if (err) throw err; use(all); }', 'first', ['all', '...all']],
    ['(err, a, b) => { if (err) throw err; use(a); }', 'first', ['first', 'a']],
    ['(err, a, b) => { if (err) throw err; use(b); }', 'first', ['all', null, 'b']],
    ['(err, a, b) => { if (err) throw err; use(a, b); }', 'first', ['all', 'a', 'b']],
    ['(err, a, b) => { if (err) throw err; use(a, b); }', ['stdout', 'stderr'], ['object', 'stdout: a', 'stderr: b']],
    ['(err, a, b) => { if (err) throw err; use(b); }', ['stdout', 'stderr'], ['object', 'stderr: b']],
    ['(err, a, b, c) => { if (err) throw err; use(a, c); }', ['stdout', 'stderr'], ['all', 'a', null, 'c']],
    ['(err, { length }) => { if (err) throw err; use(length); }', ['stdout', 'stderr'], ['all', '{ length }']],
    ['function (err, a) { if (err) throw err; use(a); function a() {} }', 'first', ['none']],
  ])('%s, %j: %j', (callback, promisified, expected) => {
    expect(formOf(callback, promisified)).toEqual(expected);
  });

  it('takes all results where the callee cannot be promisified', () => {
    expect(formOf('(err, a) => { if (err) throw err; use(a); }', 'first', false)).toEqual(['all', 'a']);
    expect(formOf('(err, a) => { if (err) throw err; }', 'first', false)).toEqual(['all']);
  });
});

it.each([
  ['(err, a) => { if (err) throw err; use(a); }', false, true],
  ['(err, a) => { if (err) throw err; use(a); }', true, false],
  ['(err, a, b) => { if (err) throw err; use(a, b); }', false, false],
  ['(err, { a }) => { if (err) throw err; use(a); }', false, false],
])('%s, with a `this`: %j, is a single result: %j', (callback, usesThis, expected) => {
  const source = parse(`load(${callback});`);
  expect(isSingleResult({ results: matchResultForm(source, siteIn(source), 'first', false), usesThis })).toBe(expected);
});

it.each([
  ['a', ['a']],
  ['{ a, b: { c } }', ['a', 'c']],
  ['[a, ...b]', ['a', 'b']],
  ['{}', []],
])('the variables of %s: %j', (parameter, expected) => {
  const source = parse(`load((err, ${parameter}) => { if (err) throw err; });`);
  const { callback, results } = siteIn(source);
  expect(variablesOf(source, callback, results[0]!).map(({ name }) => name)).toEqual(expected);
});
