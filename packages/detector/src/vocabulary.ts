import { effectRoles } from './vocabulary/effects.js';
import { invocationRoles } from './vocabulary/invocation.js';
import { languageRoles } from './vocabulary/language.js';
import { parameterRoles } from './vocabulary/parameters.js';
import type { RoleEntry, Roles } from './vocabulary/role.js';

/**
 * All roles that names are read for, by subject. A name proves nothing: because of its role a rewrite may be withheld, or a callback
 * be held to be of another kind, but no rewrite is made because of a name.
 */
export const vocabulary = {
  ...parameterRoles,
  ...invocationRoles,
  ...effectRoles,
  ...languageRoles,
} as const satisfies Roles;

export type Role = keyof typeof vocabulary;

export const roles = Object.keys(vocabulary) as readonly Role[];

/** A role, ready to be asked. */
interface CompiledRole {
  readonly words: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

const compiled = new Map<Role, CompiledRole>();

/** Whether a name has a role: `hasRole('forEach', 'repeats')`. */
export function hasRole(name: string, role: Role): boolean {
  const { words, patterns } = compiledRole(role);
  return words.has(name) || patterns.some((pattern) => pattern.test(name));
}

/** The whole names of a role, in their order. */
export function namesWith(role: Role): readonly string[] {
  return [...compiledRole(role).words];
}

/**
 * A name without the word in front of it that has a role: `User` of `getUser`.
 *
 * @param role one whose pattern is about the start of a name
 */
export function withoutStart(name: string, role: 'fetches' | 'makes-receiver'): string {
  return name.replace(vocabulary[role].pattern, '');
}

function compiledRole(role: Role): CompiledRole {
  let known = compiled.get(role);
  if (!known) compiled.set(role, (known = compile(vocabulary[role])));
  return known;
}

function compile({ includes = [], words, decorated, starts, ends, parts, pattern }: RoleEntry): CompiledRole {
  const included = includes.map((role) => compiledRole(role as Role));
  const anyOf = (names: string): string => `(?:${names.replaceAll('$', '\\$').replaceAll(' ', '|')})`;
  const sources = [
    decorated && words && `^_*${anyOf(words)}\\d*_*$`,
    starts && `^${anyOf(starts)}(?=[A-Z_]|$)`,
    ends && `${anyOf(ends)}${decorated ? '\\d*_*' : ''}$`,
  ].filter((source) => source !== undefined);
  return {
    words: new Set([...(words?.split(' ') ?? []), ...included.flatMap((role) => [...role.words])]),
    patterns: [
      ...(sources.length > 0 ? [new RegExp(sources.join('|'))] : []),
      ...(parts ? [new RegExp(anyOf(parts), 'i')] : []),
      ...(pattern ? [pattern] : []),
      ...included.flatMap((role) => role.patterns),
    ],
  };
}
