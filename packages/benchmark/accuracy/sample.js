// Draws the callbacks to label from installed packages and prints them as labels without a kind. They are functions that are
// passed to a call, drawn at random with a fixed seed and by syntax alone, so that no measured tool influences the sample.
//
//   node packages/benchmark/accuracy/sample.js async2 bower
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ParseError } from '@uncallback/detector/parse';

import { findPassedFunctions } from './passed-functions.js';

const root = new URL('../', import.meta.url);

for (const label of process.argv.slice(2).flatMap(drawFrom)) console.log(JSON.stringify(label));

function drawFrom(name) {
  const folder = fileURLToPath(new URL(`node_modules/${name}/`, root));
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const found = filesOf(folder).flatMap((path) =>
    readFunctions(folder + path).map((place) => ({ package: name, version, path, ...place })),
  );
  const random = createRandom(name);
  const strata = [
    { places: found.filter((place) => place.hasErrorName), share: 5 },
    { places: found.filter((place) => !place.hasErrorName && place.isLast), share: 4 },
    { places: found.filter((place) => !place.hasErrorName && !place.isLast), share: 2 },
  ];
  const drawn = strata.flatMap(({ places, share }) => shuffle(places, random).slice(0, share));
  // Callbacks whose first statement does not test the error are rare, so some more of them are drawn.
  const untested = found.filter((place) => place.hasErrorName && !place.opensWithTest && !place.isListener);
  drawn.push(...shuffle(untested.filter((place) => !drawn.includes(place)), random).slice(0, 3));
  return drawn
    .sort((a, b) => (a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1))
    .map(({ package: name, version, path, line, column }) => ({ package: name, version, path, line, column }));
}

/** Finds the passed functions of a file; none if the file does not parse. */
function readFunctions(file) {
  try {
    return findPassedFunctions(readFileSync(file, 'utf8'), file).functions;
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** Lists the files of a package that were written by hand: no dependencies, bundles, generated or minified files. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !/(^|\/)(node_modules|dist|static|docs|browser-version|components)\//.test(path))
    .filter((path) => {
      const text = readFileSync(folder + path, 'utf8');
      return text.length < 300_000 && !/typeof require ?===? ?"function" ?&& ?require|.{800}/.test(text);
    })
    .sort();
}

function shuffle(items, random) {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Creates the random number generator mulberry32, with a seed from a name. */
function createRandom(name) {
  let state = [...name].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
