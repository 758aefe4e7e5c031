import { effectRoles } from './roles/effects.js';
import { invocationRoles } from './roles/invocation.js';
import { languageRoles } from './roles/language.js';
import { parameterRoles } from './roles/parameters.js';
import type { RoleEntry, Roles } from './roles/role.js';

/**
 * All roles that names can have by convention: `forEach` repeats, `logger` logs. A name proves nothing. Its role may withhold a rewrite,
 * or let a callback count as one of another kind, but never allows a rewrite.
 */
export const vocabulary = {
  ...parameterRoles,
  ...invocationRoles,
  ...effectRoles,
  ...languageRoles,
} as const satisfies Roles;

/** The name of a role. */
export type Role = keyof typeof vocabulary;

/** The names of all roles. */
export const roles = Object.keys(vocabulary) as readonly Role[];

/** A role in the form in which names are compared with it. */
interface CompiledRole {
  readonly words: ReadonlySet<string>;
  /** Matches the other names of the role, case-sensitively. */
  readonly exact: RegExp | null;
  /** Matches further names, in any case. */
  readonly anyCase: RegExp | null;
}

const compiled: Partial<Record<Role, CompiledRole>> = {};

/** Whether a name has a role by convention: `hasRole('forEach', 'repeats')` is true. The roles are listed in docs/vocabulary.md. */
export function hasRole(name: string, role: Role): boolean {
  const { words, exact, anyCase } = (compiled[role] ??= compile(vocabulary[role]));
  return words.has(name) || (exact !== null && exact.test(name)) || (anyCase !== null && anyCase.test(name));
}

/** The names of a role that is a plain list of names, in the order of the list. */
export function namesWith(role: 'caught-error' | 'node-global'): readonly string[] {
  return vocabulary[role].words.split(' ');
}

/**
 * A name without its first word, if that has a role: `withoutStart('getUser', 'fetches')` is `User`. Any other name is returned unchanged.
 *
 * @param role one of the roles whose pattern matches the start of a name
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

/** An entry, and the entries of all roles that it includes. */
function withIncluded(entry: RoleEntry): readonly RoleEntry[] {
  return [entry, ...(entry.includes ?? []).flatMap((role) => withIncluded(vocabulary[role as Role]))];
}

/** The regular expressions of an entry that are case-sensitive. */
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
