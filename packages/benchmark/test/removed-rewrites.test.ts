import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { migrate } from '../suites/migrate.js';

/** Programs that wait for callbacks, with the packages that they use in an old version and in one that calls none. */
const programs = {
  'callbacks of the file': {
    packages: { rimraf: ['rimraf-3', 'rimraf-5'], mkdirp: ['mkdirp-0', 'mkdirp-3'], glob: ['glob-8', 'glob-10'] },
    code: `const remove = require('rimraf');
const mkdirp = require('mkdirp');
const fs = require('fs');

function prepare(folder) {
  remove(folder, (err) => {
    if (err) throw err;
    mkdirp(folder + '/logs', (err) => {
      if (err) throw err;
      fs.writeFileSync(folder + '/logs/a.log', '');
      require('glob')(folder + '/**/*.log', (err, files) => {
        if (err) throw err;
        console.log('found', files.length);
      });
    });
  });
}

prepare('work');
`,
  },
  'callbacks from elsewhere': {
    packages: { rimraf: ['rimraf-3', 'rimraf-4'], which: ['which-2', 'which-3'], 'extract-zip': ['extract-zip-1', 'extract-zip-2'] },
    code: `const rimraf = require('rimraf');
const extract = require('extract-zip');
const { promisify } = require('util');

const which = promisify(require('which'));

function clean(folder, done) {
  if (!folder) return done();
  rimraf(folder, done);
}
function unpack(file, callback) {
  extract(file, { dir: process.cwd() }, callback);
}
const report = (what) => (err) => console.log(what, err ? 'failed' : 'done');

clean('', report('nothing'));
clean('work', report('clean'));
unpack('missing.zip', report('extract'));
which('node').then((path) => console.log(typeof path));
which('no such program').catch((err) => console.log(err.code));
`,
  },
  'a handler for errors': {
    packages: { which: ['which-2', 'which-3'], globby: ['globby-2', 'globby-3'], 'path-exists': ['path-exists-1', 'path-exists-2'] },
    code: `const which = require('which');
const globby = require('globby');
const pathExists = require('path-exists');

module.exports = function find(name, cb) {
  which(name, function (err, path) {
    if (err) {
      console.log('no', name);
      return cb(err);
    }
    pathExists(path, function (err, exists) {
      if (err) return cb(err);
      globby(['*.none'], function (err, paths) {
        cb(err, exists, paths);
      });
    });
  });
};

const show = (err, exists) => console.log(err ? err.code : exists);
module.exports('node', show);
module.exports('no such program', show);
`,
  },
};

describe.each(Object.entries(programs))('%s', (title, { packages, code }) => {
  let folder: string;
  const linked = (index: 0 | 1): string => {
    const project = join(folder, String(index));
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    for (const [name, versions] of Object.entries(packages)) {
      const installed = fileURLToPath(new URL(`../node_modules/${versions[index]}`, import.meta.url));
      symlinkSync(realpathSync(installed), join(project, 'node_modules', name), 'junction');
    }
    writeFileSync(join(project, 'main.js'), code);
    return project;
  };
  const run = (project: string): string[] => {
    const { stdout } = spawnSync(process.execPath, ['main.js'], { cwd: project, encoding: 'utf8', timeout: 30_000 });
    return stdout.trim().split('\n').sort();
  };
  let before: string[];
  let project: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-removed-')));
    before = run(linked(0));
    project = linked(1);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('breaks by the upgrade', () => {
    expect(before.length, title).toBeGreaterThan(0);
    expect(run(project)).not.toEqual(before);
  });

  it.each([[[]], [['--idiomatic']], [['--functions']]])('works again after the rewrite with %j', async (flags) => {
    writeFileSync(join(project, 'main.js'), code);
    expect((await migrate(project, ['main.js'], flags)).failures).toEqual([]);
    expect(readFileSync(join(project, 'main.js'), 'utf8')).not.toBe(code);
    expect(run(project)).toEqual(before);
  });
});
