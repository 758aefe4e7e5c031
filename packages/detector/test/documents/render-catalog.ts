import type { ApiEntry, CatalogModule } from '../../src/catalog/api-entry.js';

/** One section for modules with the same functions, one row for the functions with the same facts. */
export function renderModules(modules: readonly CatalogModule[]): string {
  const titles = new Map<string, string[]>();
  for (const module of [...modules].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const body = renderBody(module);
    titles.set(body, [...(titles.get(body) ?? []), module.isFamily ? `${module.name} and its family` : module.name]);
  }
  return [...titles].map(([body, names]) => `### ${names.join(', ')}\n\n${body}`).join('\n');
}

function renderBody({ documentation, entries }: CatalogModule): string {
  const groups = new Map<string, string[]>();
  for (const entry of entries) groups.set(renderFacts(entry), [...(groups.get(renderFacts(entry)) ?? []), entry.path]);
  const rows = [...groups].map(([facts, paths]) => `| ${renderPaths(paths)} | ${facts} |`);
  return [documentation, '', '| function | facts |', '| :-- | :-- |', ...rows, ''].join('\n');
}

function renderFacts(entry: ApiEntry): string {
  const { kind = 'error-first' } = entry;
  const facts = Object.entries(entry).filter(([name]) => name !== 'path' && name !== 'kind');
  const words = facts.map(([name, value]) => `${name} ${renderValue(value)}`);
  return [kind, ...words].join('; ').replaceAll('|', '\\|');
}

function renderValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map((each) => `\`${String(each)}\``).join(', ');
  return typeof value === 'string' ? `\`${value}\`` : String(value);
}

/** `{Client,Pool}.{query,end}`: what stands in front of the same last names is put together, and so is what they have in front. */
function renderPaths(paths: readonly string[]): string {
  const byStart = new Map<string, Set<string>>();
  for (const path of new Set(paths.map(withoutCalls))) {
    const dot = path.lastIndexOf('.');
    const start = path.slice(0, Math.max(dot, 0));
    byStart.set(start, (byStart.get(start) ?? new Set()).add(path.slice(dot + 1)));
  }
  const byNames = new Map<string, string[]>();
  for (const [start, names] of byStart) byNames.set(braced([...names]), [...(byNames.get(braced([...names])) ?? []), start]);
  return [...byNames].flatMap(([names, starts]) => rowOf(starts, names)).join(', ');
}

function rowOf(starts: readonly string[], names: string): string[] {
  const others = starts.filter((start) => start !== '');
  const bare = starts.length > others.length ? [names === '' ? '(the module itself)' : `\`${names}\``] : [];
  return others.length > 0 ? [...bare, `\`${braced(others)}.${names}\``] : bare;
}

function braced(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `{${names.join(',')}}`;
}

/** `find.…toArray` for `find.toArray`, `find.*.toArray`, `find.*.*.toArray`, ... */
function withoutCalls(path: string): string {
  return path.replace(/(?<=\.)(?:\*\.)+/, '');
}
