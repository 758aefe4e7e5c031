import { hasRole, withoutStart } from '@uncallback/detector';

/** Longer names are not made up. */
const maxLength = 25;

/**
 * Makes up a name for a variable that clashes with another one. The callee's name becomes part of it: `err` of `readFile` becomes
 * `fileError`. Where that is not possible, since the callee's name contains the word already, is no noun or is too long, the name
 * starts with `new`: `newPresence`. A number is the last resort.
 *
 * @param name the variable's name so far
 * @param callee the name of the function whose callback declares it; null where it has none
 * @returns a name for which `isTaken` is false
 */
export function freshName(name: string, callee: string | null, isTaken: (name: string) => boolean): string {
  const candidates = candidatesFor(name.replace(/^_+/, '') || name, callee).filter(isName);
  const free = candidates.find((candidate) => !isTaken(candidate));
  if (free !== undefined) return free;
  const base = candidates.at(-1) ?? name;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${base}${number}`)) return `${base}${number}`;
  }
}

/** Names in the order of preference, some of which may be no identifiers or too long. */
function candidatesFor(name: string, callee: string | null): string[] {
  const source = callee?.replace(/^[_$]+|[_$]+$|Sync$/g, '') ?? '';
  const noun = nounOf(source);
  const candidates: string[] = [];
  if (hasRole(source, 'reads-stats')) candidates.push('stats');
  if (noun !== null) {
    if (hasRole(name, 'generic-result') && hasRole(source, 'fetches')) candidates.push(noun);
    if (!hasWord(noun, name)) candidates.push(join(noun, name));
  }
  const isNew = !candidates.some(isName) && !hasRole(name, 'error') && !hasWord(name, 'new');
  return isNew ? [join('new', name)] : candidates;
}

/** `user` of `findUser`, `write` of `write`, null of `loadAs`. */
function nounOf(callee: string): string | null {
  const noun = lowerFirst(withoutStart(callee, 'fetches')).replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return noun === '' || hasRole(noun, 'stop-word') ? null : noun;
}

/** Joins two words in the style of the second one: `newValue`, `new_value_list`. */
function join(first: string, second: string): string {
  return /[a-z]_[a-z]/.test(second) ? `${first.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_${second}` : first + upperFirst(second);
}

function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && text.length <= maxLength;
}

/** Whether a word is part of a name, in the plural or not: `presence` of `transformPresence`, `stat` of `lstat`. */
function hasWord(name: string, word: string): boolean {
  const single = (text: string): string => text.toLowerCase().replace(/s$/, '');
  const isEnd = word.length > 2 && single(name).endsWith(single(word));
  return isEnd || name.split(/_|(?=[A-Z])/).some((part) => single(part) === single(word));
}

/** `userName` for `UserName`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
