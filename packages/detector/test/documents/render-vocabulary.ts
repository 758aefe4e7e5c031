import type { RoleEntry, Roles } from '../../src/vocabulary/roles/role.js';

/** A table of the roles of one subject. */
export function renderRoles(roles: Roles): string {
  const rows = Object.entries(roles).map(([role, entry]) => `| \`${role}\` | ${entry.meaning} | ${renderNames(entry)} |`);
  return ['| role | a name of | names |', '| :-- | :-- | :-- |', ...rows, ''].join('\n');
}

function renderNames({ includes = [], words, decorated, starts, ends, parts, pattern }: RoleEntry): string {
  const list = (names: string | undefined, before: string, behind: string): string[] =>
    (names?.split(' ') ?? []).map((name) => `\`${before}${name}${behind}\``);
  const names = [...list(words, '', ''), ...list(starts, '', '…'), ...list(ends, '…', ''), ...list(parts, '…', '…')];
  const rule = pattern ? [`\`${String(pattern).replaceAll('|', '\\|')}\``] : [];
  const others = includes.map((role) => `those of *${role}*`);
  return `${[...names, ...rule, ...others].join(' ')}${decorated ? ' (with underscores or a number)' : ''}`;
}
