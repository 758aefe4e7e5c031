import { detectCallbacks, hasUncheckedError } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { expect, it } from 'vitest';

function isUnchecked(callback: string, isIgnored?: (name: string) => boolean): boolean {
  const source = parseSource(`require('fs').readFile(path, ${callback});`, 'snippet.js');
  return hasUncheckedError(source, detectCallbacks(source)[0]!, isIgnored);
}

it.each([
  ['function (err, data) { use(data) }', true],
  ['function () { use() }', true],
  ['function (err, data) { if (strict) { if (err) throw err } use(data) }', true],
  ['function (err) { if (err) throw err }', false],
  // marked as ignored by the name of the parameter
  ['function (_err, data) { use(data) }', false],
  ['function (_err, data) { if (strict) { if (_err) throw _err } use(data) }', true],
  // marked as ignored by a comment
  ['function () { /* best effort */ }', false],
  ['function (err) { use(); // ignored on purpose\n }', false],
  ['function (err) { later(function () { /* ignored */ }); }', true],
  ['function (err, data) { if (strict) { if (err) throw err } /* ignored */ use(data) }', true],
])('%s', (callback, expected) => {
  expect(isUnchecked(callback)).toBe(expected);
});

it('takes the names that mark an error as ignored from its caller', () => {
  expect(isUnchecked('function (ignoredError) {}', (name) => name.startsWith('ignored'))).toBe(false);
  expect(isUnchecked('function (_err) {}', () => false)).toBe(true);
});
