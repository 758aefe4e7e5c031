import { hasRole, namesWith, type Role, roles, vocabulary, withoutStart } from '@uncallback/detector';
import { expect, it } from 'vitest';

import type { RoleEntry } from './roles/role.js';

it.each<[string, Role, boolean]>([
  ['forEach', 'repeats', true],
  ['setReadyCallback', 'repeats', true],
  ['load', 'repeats', false],
  // with underscores and numbers (`decorated`)
  ['_cb2', 'callback', true],
  ['onceCallback', 'callback', true],
  ['abc', 'callback', false],
  // by their first words (`starts`)
  ['isArray', 'returns-boolean', true],
  ['is_array', 'returns-boolean', true],
  ['issue', 'returns-boolean', false],
  // by a part of the name (`parts`)
  ['handleERRORS', 'handles-errors', true],
  ['$', 'jquery', true],
  ['$timeout', 'defers', true],
  // by the roles that a role includes
  ['map', 'iterates', true],
  ['setInterval', 'timer', true],
  ['_self', 'receiver', true],
])('%s, %s: %j', (name, role, expected) => {
  expect(hasRole(name, role)).toBe(expected);
});

it('includes only roles that exist', () => {
  const included = Object.values<RoleEntry>(vocabulary).flatMap(({ includes = [] }) => includes);
  expect(included.filter((role) => !roles.includes(role as Role))).toEqual([]);
});

it('lists each name of a role once', () => {
  const isRepeated = ({ words = '' }: RoleEntry): boolean => new Set(words.split(' ')).size < words.split(' ').length;
  expect(Object.entries<RoleEntry>(vocabulary).filter(([, entry]) => isRepeated(entry))).toEqual([]);
});

it('lists the names of a role, and removes a first word', () => {
  expect(namesWith('caught-error')).toEqual(['error', 'e', 'caught', 'reason']);
  expect(withoutStart('getUser', 'fetches')).toBe('User');
  expect(withoutStart('getAndSet', 'fetches')).toBe('getAndSet');
});
