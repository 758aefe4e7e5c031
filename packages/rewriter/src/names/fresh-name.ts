import { hasRole, withoutStart } from '@uncallback/detector';

/**
 * A name that is not taken, for a variable that clashes with another one: it says which call it comes from.
 *
 * @param name the variable's name so far
 * @param callee the name of the function that it comes from, if it has one
 */
export function freshName(name: string, callee: string | null, isTaken: (name: string) => boolean): string {
  const candidates: string[] = [];
  const source = callee?.replace(/^[_$]+|[_$]+$|Sync$/g, '');
  if (source) {
    const noun = lowerFirst(withoutStart(source, 'fetches'));
    if (hasRole(name, 'generic-result') && hasRole(source, 'fetches')) candidates.push(noun);
    candidates.push(noun + upperFirst(name.replace(/^_+/, '')));
  }
  for (const candidate of candidates) {
    if (/^[A-Za-z_$][\w$]*$/.test(candidate) && !isTaken(candidate)) return candidate;
  }
  const base = candidates.at(-1) ?? name;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${base}${number}`)) return `${base}${number}`;
  }
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
