// Draws the callbacks to label from installed packages and prints them as labels without a kind. They are functions that are
// passed to a call, drawn at random with a fixed seed and by syntax alone, so that no measured tool influences the sample.
//
//   node packages/benchmark/accuracy/sample.js async2 bower
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { filesOf, readFunctions } from './package-files.js';
import { createRandom, shuffle } from './random.js';

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
