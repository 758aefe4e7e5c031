// Draws callbacks to label from installed packages, blind: by syntax and chance alone, with a fixed seed, so that no measured tool has a
// say: from each package some of all functions that are passed to a call, and some of those that look as if nobody handled their error.
// Prints them as labels without a kind.
//
//   node packages/benchmark/accuracy/draw.js training
//   node packages/benchmark/accuracy/draw.js test
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { filesOf, readFunctions } from './package-files.js';
import { createRandom, shuffle } from './random.js';

const root = new URL('../node_modules/', import.meta.url);
const draws = JSON.parse(readFileSync(new URL('draws.json', import.meta.url), 'utf8'));
const [name] = process.argv.slice(2);
if (!Object.hasOwn(draws, name)) {
  console.error(`draw.js takes the name of a draw: ${Object.keys(draws).join(', ')}`);
  process.exit(2);
}
const { packages, ...shares } = draws[name];
for (const label of packages.flatMap((each) => drawFrom(each, shares))) console.log(JSON.stringify(label));

/** Draws callbacks of a package: `random` ones of all, `suspect` ones of those that look unhandled; fewer where it has fewer. */
function drawFrom(name, shares) {
  const folder = fileURLToPath(new URL(`${name}/`, root));
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const found = filesOf(folder).flatMap((path) => readFunctions(folder + path).map((place) => ({ path, ...place })));
  const random = createRandom(name);
  const drawn = shuffle(found.filter((place) => !place.isMember), random).slice(0, shares.random);
  const suspects = found.filter((place) => place.seemsUnhandled && !drawn.includes(place));
  const seeming = shuffle(suspects, random).slice(0, shares.suspect);
  return [...drawn.map(label('random')), ...seeming.map(label('suspect'))].sort(byPlace);

  function label(drawnAs) {
    return ({ path, line, column }) => ({ package: name, version, path, line, column, drawn: drawnAs });
  }
}

function byPlace(a, b) {
  return a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1;
}
