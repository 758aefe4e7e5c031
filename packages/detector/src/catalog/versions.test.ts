import { isVersionRange, lookupApi } from '@uncallback/detector';
import { expect, it } from 'vitest';

it.each([
  // versions that are not known
  [undefined, true],
  ['*', true],
  ['', true],
  ['latest', true],
  ['next', true],
  ['workspace:*', true],
  ['workspace:^', true],
  ['npm:mongodb', true],
  // ranges that are inside `>=2.0.0`, and ranges that are not
  ['>=2', true],
  ['^2.0.0', true],
  ['^3.6.0 || ^4.1.0', true],
  ['>= 2 < 4', true],
  ['4', true],
  ['1.x || >=3', false],
  ['<2 || >=3', false],
  ['>=1', false],
  ['^1.4.40', false],
  ['workspace:^1.4.0', false],
  ['npm:mongodb@4.1', true],
  ['npm:mongodb@1.4', false],
  // another package under the name
  ['npm:mongodb2@1.4', false],
  ['npm:@scope/mongodb@^4.0.0', false],
  // no range of versions
  ['github:mongodb/node-mongodb-native', false],
  ['git+ssh://git@github.com/mongodb/node-mongodb-native.git#v4.1.0', false],
  ['https://example.com/mongodb-4.1.0.tgz', false],
  ['file:../mongodb', false],
  ['link:../mongodb', false],
  ['legacy', false],
])('of mongodb %j, connect is known to return a promise: %j', (range, expected) => {
  const dependencies = range === undefined ? {} : { mongodb: range };
  expect(lookupApi('mongodb.connect', { dependencies })?.returnsPromise).toBe(expected);
});

it('looks up an aliased package by its real name', () => {
  const returnsPromise = (bcrypt: string) => lookupApi('bcrypt.hash', { dependencies: { bcrypt } })?.returnsPromise;
  expect(returnsPromise('npm:bcryptjs@^2.4.3')).toBe(true);
  expect(returnsPromise('npm:bcryptjs@2.3.0')).toBe(false);
  expect(returnsPromise('npm:bcrypt-nodejs@0.0.3')).toBe(false);
});

it.each([
  [undefined, 'awaits'],
  ['^5.0.0', 'awaits'],
  ['5.0.0-beta.1', 'awaits'],
  ['~4.17.0', 'ignores'],
  ['^4 || ^5', undefined],
  ['github:expressjs/express', undefined],
])('express %j: what it does with the promise of a handler is known: %j', (range, caller) => {
  const facts = lookupApi('express.get', { dependencies: range === undefined ? {} : { express: range } });
  expect(facts?.kind).toBe('request-handler');
  expect(facts?.caller).toBe(caller);
});

it.each([
  ['>=1.2', true],
  ['<5 || >=7', true],
  ['latest', false],
  ['one', false],
])('%j is a range: %j', (text, expected) => {
  expect(isVersionRange(text)).toBe(expected);
});
