import { hasRole, withoutStart } from '@uncallback/detector';

/** A name of more letters reads as a sentence. */
const maxLength = 25;

/**
 * A name that is not taken, for a variable that clashes with another one: it says which call it comes from, `fileError` of
 * `readFile`. Where the callee's name says the same word, is no noun or would make it too long, it is a new one: `newPresence`.
 *
 * @param name the variable's name so far
 * @param callee the name of the function that it comes from, if it has one
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

/** Names by preference. */
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

/** `newValue`, `new_value_list` */
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

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
