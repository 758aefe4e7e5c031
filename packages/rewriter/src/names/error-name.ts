/**
 * A name for an error that a text does not mention.
 *
 * @param preferred the name to take where the text allows it
 */
export function nameForError(text: string, preferred: 'err' | 'error'): string {
  const names = ['err', 'error', 'failure'];
  return names.slice(names.indexOf(preferred)).find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? 'thrown';
}
