import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { medianRatio, runInTurn } from './run-process.js';
import { writeFiles } from './tree.js';

/** Three small files, one of which imports another. */
const small = [
  {
    path: 'manifest.js',
    text: `const fs = require('fs');

exports.read = function (dir, cb) {
  fs.readFile(dir + '/manifest.json', 'utf8', (err, text) => {
    if (err) return cb(err);
    fs.stat(dir, (err, info) => {
      if (err) return cb(err);
      cb(null, { text, info });
    });
  });
};
`,
  },
  {
    path: 'report.js',
    text: `const manifest = require('./manifest');

module.exports = (app) => {
  app.get('/:dir', (req, res) => {
    manifest.read(req.params.dir, (err, found) => {
      if (err) return res.status(404).send(err.message);
      res.send(found.text);
    });
  });
};
`,
  },
  { path: 'main.js', text: "require('./report')(require('express')());\n" },
];

/** Measures `--help`, and previews of three small files, against a Node process that does nothing. */
export async function measureStartup(program, { times, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-small-'));
  try {
    writeFiles(join(folder, 'files'), small);
    const cached = [program, '--cache-location', join(folder, 'cache'), '.'];
    const [peers, help, first, second] = await runInTurn([['-e', '0'], [program, '--help'], [program, '--no-cache', '.'], cached], { times: 4 * times, seconds }, join(folder, 'files'));
    return [
      ['`--help`', help, 2],
      ['a preview of three small files', first, 2.5],
      ['the same with the results of an earlier one', second, 2.5],
    ].flatMap(([what, runs, target]) => ['cpu', 'wall'].map((figure) => ({ what: `${what}, ${figure} time`, against: 'an empty Node process', ratio: medianRatio(runs, peers, (run) => run[figure]), target })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
