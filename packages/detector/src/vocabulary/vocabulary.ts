import { effectRoles } from './roles/effects.js';
import { invocationRoles } from './roles/invocation.js';
import { languageRoles } from './roles/language.js';
import { parameterRoles } from './roles/parameters.js';
import type { RoleEntry, Roles } from './roles/role.js';

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
  /** What else names with the role match. */
  readonly exact: RegExp | null;
  /** The same in capitals or not. */
  readonly anyCase: RegExp | null;
}

const compiled: Partial<Record<Role, CompiledRole>> = {};

/** Whether a name has a role: `hasRole('forEach', 'repeats')`. */
export function hasRole(name: string, role: Role): boolean {
  const { words, exact, anyCase } = (compiled[role] ??= compile(vocabulary[role]));
  return words.has(name) || (exact !== null && exact.test(name)) || (anyCase !== null && anyCase.test(name));
}

/** The names of a role that has no other names, in their order. */
export function namesWith(role: 'caught-error' | 'node-global'): readonly string[] {
  return vocabulary[role].words.split(' ');
}

/**
 * A name without the word in front of it that has a role: `User` of `getUser`.
 *
 * @param role one whose pattern is about the start of a name
 */
export function withoutStart(name: string, role: 'fetches' | 'makes-receiver'): string {
  return name.replace(vocabulary[role].pattern, '');
}

function compile(entry: RoleEntry): CompiledRole {
  const entries = withIncluded(entry);
  return {
    words: new Set(entries.flatMap(({ words }) => words?.split(' ') ?? [])),
    exact: oneOf(entries.flatMap(exactSources)),
    anyCase: oneOf(entries.flatMap(({ parts, pattern }) => [...(parts ? [anyOf(parts)] : []), ...(pattern?.flags === 'i' ? [pattern.source] : [])]), 'i'),
  };
}

/** An entry and those of the roles that it includes. */
function withIncluded(entry: RoleEntry): readonly RoleEntry[] {
  return [entry, ...(entry.includes ?? []).flatMap((role) => withIncluded(vocabulary[role as Role]))];
}

function exactSources({ words, decorated, starts, ends, pattern }: RoleEntry): string[] {
  return [
    ...(decorated && words ? [`^_*${anyOf(words)}\\d*_*$`] : []),
    ...(starts ? [`^${anyOf(starts)}(?=[A-Z_]|$)`] : []),
    ...(ends ? [`${anyOf(ends)}${decorated ? '\\d*_*' : ''}$`] : []),
    ...(pattern && pattern.flags === '' ? [pattern.source] : []),
  ];
}

function oneOf(sources: readonly string[], flags = ''): RegExp | null {
  return sources.length > 0 ? new RegExp(sources.join('|'), flags) : null;
}

function anyOf(names: string): string {
  return `(?:${names.replaceAll('$', '\\$').replaceAll(' ', '|')})`;
}
