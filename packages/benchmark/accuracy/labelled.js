import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { findPassedFunctions } from './passed-functions.js';

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** The files of labels that were written by hand, see README.md: the first labels, the blind draws to learn from, and the ones to test on. */
export const sets = { first: 'labels.json', training: 'labels-training.json', test: 'labels-test.json' };

/**
 * Reads the files that have labels of a set.
 *
 * @param set a key of `sets`
 * @returns for each file its path, text, parsed source, positions and labels; each label has the node of its function and the
 *   call that the function is passed to
 * @throws where a package is not installed in the labelled version, or has no function at a labelled place
 */
export function readLabelledFiles(set) {
  const labels = JSON.parse(readFileSync(new URL(sets[set], import.meta.url), 'utf8'));
  const paths = new Set(labels.map(pathOf));
  return [...paths].map((path) => readFile(path, labels.filter((label) => pathOf(label) === path)));
}

function pathOf(label) {
  return `${label.package}/${label.path}`;
}

function readFile(path, ofFile) {
  const [{ package: name, version }] = ofFile;
  const installed = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8')).version;
  if (installed !== version) throw new Error(`${name} is labelled in version ${version}; ${installed} is installed`);
  const text = readFileSync(packages + path, 'utf8');
  const { source, positions, functions } = findPassedFunctions(text, path);
  const placed = ofFile.map((label) => {
    const place = functions.find(({ line, column }) => line === label.line && column === label.column);
    if (!place) throw new Error(`${path} has no callback at ${label.line}:${label.column}`);
    return { ...label, node: place.node, call: place.call };
  });
  return { path, file: packages + path, text, source, positions, labels: placed };
}
