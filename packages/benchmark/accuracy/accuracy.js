// Prints the precision and recall of uncallback and its peers on the labelled callbacks, and each label on which uncallback is
// wrong. The exit status is 1 if the table in the README differs.
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

/** Names a label and its place: `unchecked, error-first: async2/tryEach.js:77:8`. */
function describe({ package: name, path, line, column, kind, handling }) {
  return `${handling ? `${handling}, ` : ''}${kind}: ${name}/${path}:${line}:${column}`;
}
