import { readFileSync, readdirSync, statSync } from 'node:fs';

import { ParseError } from '@uncallback/detector/parse';

import { findPassedFunctions } from './passed-functions.js';

/** Finds the passed functions of a file; none if the file does not parse. */
export function readFunctions(file) {
  try {
    return findPassedFunctions(readFileSync(file, 'utf8'), file).functions;
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** Lists the files of a package that were written by hand: no dependencies, bundles, generated or minified files. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !/(^|\/)(node_modules|dist|static|docs|browser-version|components)\//.test(path))
    .filter((path) => {
      if (!statSync(folder + path).isFile()) return false;
      const text = readFileSync(folder + path, 'utf8');
      return text.length < 300_000 && !/typeof require ?===? ?"function" ?&& ?require|.{800}/.test(text);
    })
    .sort();
}
