import { isReserved } from '../syntax/reserved-words.js';

/**
 * The name that a file gives to the function it exports: `readTree` of `lib/read-tree.js`, `utils` of `utils/index.js`.
 *
 * @returns null where that is no name for a variable: `delete` of `delete.js`, `404` of `404.js`
 */
export function moduleName(path: string | undefined): string | null {
  const [file = '', folder = ''] = (path ?? '').split(/[\\/]/).reverse();
  const word = file.replace(/\.\w+$/, '') === 'index' ? folder : file.replace(/\.\w+$/, '');
  const name = word.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Za-z_$][\w$]*$/.test(name) && !isReserved(name) ? name : null;
}
