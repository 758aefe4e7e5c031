// Prints how right uncallback and its peers are about the labelled callbacks, and where uncallback is wrong.
// Exit status 1: the README says something else.
import { readFileSync } from 'node:fs';

import { readLabelledFiles } from './labelled.js';
import { renderTable, score } from './score.js';
import { ours, peers } from './tools.js';

const files = readLabelledFiles();
const scores = new Map([ours, ...peers].map((tool) => [tool.name, score(tool, files)]));
const table = renderTable(scores);
console.log(table);
for (const { subject, accused, missed } of scores.get(ours.name)) {
  for (const label of accused) console.log(`${subject}: reported, but it is ${describe(label)}`);
  for (const label of missed) console.log(`${subject}: not reported, but it is ${describe(label)}`);
}
if (!readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').includes(table)) {
  console.log('\nThe README says something else.');
  process.exitCode = 1;
}

function describe({ package: name, path, line, column, kind, handling }) {
  return `${handling ? `${handling}, ` : ''}${kind}: ${name}/${path}:${line}:${column}`;
}
