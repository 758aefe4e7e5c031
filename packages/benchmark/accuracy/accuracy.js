// Prints the precision and recall of uncallback and its peers on each set of labels, with 95 % intervals, and each label of the sets to
// learn from on which uncallback is wrong; with `--test` those of the test set, too. The README has the figures of the test set when it was blind.
import { readLabelledFiles, sets } from './labelled.js';
import { renderShare, renderTable, score, scoreWorth } from './score.js';
import { ours, oursWithProject, peers } from './tools.js';

for (const set of Object.keys(sets)) {
  const files = readLabelledFiles(set);
  const scores = new Map([ours, oursWithProject, ...peers].map((tool) => [tool.name, score(tool, files)]));
  console.log(`${set}\n${renderTable(scores)}`);
  const worth = set === 'first' ? null : renderShare(scoreWorth(ours, files));
  if (worth) console.log(`Of the reports of \`recommended\`, a maintainer would want ${worth}.\n`);
  if (set !== 'test' || process.argv.includes('--test')) printWrong(scores.get(ours.name));
}

function printWrong(ofSubjects) {
  for (const { subject, accused, missed } of ofSubjects) {
    for (const label of accused) console.log(`${subject}: reported, but it is ${describe(label)}`);
    for (const label of missed) console.log(`${subject}: not reported, but it is ${describe(label)}`);
  }
  console.log('');
}

/** Names a label and its place: `unchecked, error-first: async2/tryEach.js:77:8`. */
function describe({ package: name, path, line, column, kind, handling }) {
  return `${handling ? `${handling}, ` : ''}${kind}: ${name}/${path}:${line}:${column}`;
}
