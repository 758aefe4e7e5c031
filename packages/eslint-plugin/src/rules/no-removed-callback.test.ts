import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { afterAll } from 'vitest';

import { testRule } from '../../test/rule-testers.js';
import rule from './no-removed-callback.js';

// Below the working directory: ESLint ignores files outside of it.
mkdirSync('tmp', { recursive: true });
const root = mkdtempSync(resolve('tmp/removed-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Writes the files of a project, as JSON, and returns the path of a file in it. */
function projectWith(name: string, files: Readonly<Record<string, unknown>>, file = 'a.js'): string {
  for (const [path, value] of Object.entries(files)) {
    const target = join(root, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(value));
  }
  return join(root, name, file);
}

const rimraf5 = projectWith('stated', { 'package.json': { dependencies: { rimraf: '^5.0.0', glob: '^9.3.0', redis: '^4.0.0', mongoose: '^7.0.0', got: '6.7.1', asar: '^3.0.0' } } });
const rimraf3 = projectWith('old', { 'package.json': { dependencies: { rimraf: '^3.0.0' } } });
const any = projectWith('any', { 'package.json': { dependencies: { rimraf: '*', glob: 'latest', mkdirp: '>=0.5' } } });
const installed = projectWith('installed', { 'package.json': { dependencies: { rimraf: '^3.0.0' } }, 'node_modules/rimraf/package.json': { name: 'rimraf', version: '4.4.1' } });
const locked = projectWith('locked', { 'package.json': { dependencies: { rimraf: '>=3' } }, 'package-lock.json': { packages: { 'node_modules/rimraf': { version: '4.4.0' } } } });
const nested = projectWith(
  'nested',
  { 'node_modules/rimraf/package.json': { name: 'rimraf', version: '5.0.1' }, 'packages/a/node_modules/rimraf/package.json': { name: 'rimraf', version: '3.0.2' } },
  'packages/a/lib/a.js',
);
const commonjs = { languageOptions: { sourceType: 'commonjs' as const } };

testRule('no-removed-callback', rule, {
  valid: [
    { name: 'a version that takes a callback', code: `require('rimraf')(dir, (err) => { if (err) throw err; });`, filename: rimraf3 },
    { name: 'no manifest', code: `require('rimraf')(dir, (err) => { if (err) throw err; });` },
    { name: 'versions that are not stated', code: `require('rimraf')(dir, done); require('glob')('*', done); require('mkdirp')(dir, done);`, filename: any },
    { name: 'of two installed versions, the nearest counts', code: `require('rimraf')(dir, done);`, filename: nested },
    { name: 'a promise', code: `require('rimraf').rimraf(dir).then(done, done);`, filename: rimraf5 },
    { name: 'an argument that is no callback', code: `require('rimraf').rimraf(dir, options);`, filename: rimraf5 },
    { name: 'another module of that name', code: `const rimraf = require('./rimraf'); rimraf(dir, done);`, filename: rimraf5 },
  ],
  invalid: [
    {
      name: 'a module that is no function any more: the suggestion mends the import',
      ...commonjs,
      filename: rimraf5,
      code: `const rimraf = require('rimraf');
module.exports = function clean(dir) {
  rimraf(dir, (err) => {
    if (err) throw err;
    console.log('gone');
  });
};
`,
      errors: [
        {
          message: 'rimraf ^5.0.0 takes no callback: `rimraf` is no function any more, its export `rimraf` returns a promise',
          line: 3,
          suggestions: [
            {
              desc: 'Use the promise in `clean`',
              output: `const { rimraf } = require('rimraf');
module.exports = async function clean(dir) {
  await rimraf(dir);
  console.log('gone');
};
`,
            },
          ],
        },
      ],
    },
    {
      name: 'a promise that rejects, since the callback is taken for options',
      filename: installed,
      code: `import rimraf from 'rimraf';
export function clean(dir, done) {
  rimraf(dir, done);
}
`,
      errors: [
        {
          message: 'rimraf 4.4.1 takes no callback: this function is never called, and the promise of `rimraf` rejects',
          suggestions: [
            {
              desc: 'Use the promise in `clean`',
              output: `import rimraf from 'rimraf';
import { callbackify } from 'util';
export function clean(dir, done) {
  callbackify(rimraf)(dir, done);
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'a locked version, and a method',
      ...commonjs,
      filename: locked,
      code: `require('rimraf')(dir, done);`,
      errors: [{ messageId: 'rejected', data: { name: 'rimraf', version: '4.4.0', api: 'rimraf' }, suggestions: [{ messageId: 'rewrite', output: `const { callbackify } = require('util');\n\ncallbackify(require('rimraf'))(dir, done);` }] }],
    },
    {
      name: 'a method keeps its receiver',
      ...commonjs,
      filename: rimraf5,
      code: `const client = require('redis').createClient();
function read(key, next) {
  client.get(key, next);
}
`,
      errors: [
        {
          message: 'redis ^4.0.0 takes no callback: this function is never called, `redis.createClient.get` returns a promise',
          suggestions: [
            {
              messageId: 'rewrite',
              output: `const client = require('redis').createClient();
const { callbackify } = require('util');
function read(key, next) {
  callbackify(client.get).call(client, key, next);
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'a call that throws',
      ...commonjs,
      filename: rimraf5,
      code: `const Thing = require('mongoose').model('Thing');
async function count() {
  Thing.find({}, function (err, things) {
    if (err) throw err;
    show(things.length);
  });
}
`,
      errors: [
        {
          message: 'mongoose ^7.0.0 takes no callback: `mongoose.model.find` throws an error, and this function is never called',
          suggestions: [
            {
              messageId: 'rewrite',
              output: `const Thing = require('mongoose').model('Thing');
async function count() {
  const things = await Thing.find({});
  show(things.length);
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'promisify waits for ever',
      ...commonjs,
      filename: rimraf5,
      code: `const { promisify } = require('util');\nconst glob = promisify(require('glob'));`,
      errors: [
        {
          message: 'glob ^9.3.0 takes no callback: this promise never settles, `glob` returns one itself',
          suggestions: [{ messageId: 'rewrite', output: `const { promisify } = require('util');\nconst glob = require('glob');` }],
        },
      ],
    },
    {
      name: 'without a suggestion: a result that the promise does not resolve to, and a callback that takes no error',
      filename: rimraf5,
      code: `require('got')(url, (err, body, response) => { if (err) throw err; show(body, response); }); require('asar').createPackage(from, to, () => show());`,
      errors: [{ messageId: 'ignored' }, { messageId: 'ignored' }],
    },
  ],
});
