import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { migrate } from '../suites/migrate.js';

const program = `const express = require('express');
const fs = require('fs');
const app = express();
const router = express.Router();

app.get('/size/:file', function (req, res, next) {
  var file = req.params.file;
  if (file === 'skip') return next();
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return next(err);
    fs.stat(file, function (err, info) {
      if (err) return next(err);
      res.json({ text: text.length, size: info.size });
    });
  });
});

// what throws here is caught by the framework as long as the handler is not async
app.get('/early', function (req, res, next) {
  const name = req.query.user.name;
  fs.stat(name, function (err, info) {
    if (err) return next(err);
    res.json(info.size);
  });
});

router.param('file', function (req, res, next, file) {
  fs.stat(file, function (err, info) {
    if (err) {
      next(err);
    } else {
      req.size = info.size;
      next();
    }
  });
});

function show(req, res, next) {
  fs.readFile('main.js', 'utf8', (err, text) => {
    if (err) return next(err);
    res.locals.length = text.length > 0;
    next();
  });
}

router.get('/param/:file', show, (req, res) => res.json([req.size, res.locals.length]));
app.use('/router', router);
app.use((req, res) => res.status(404).send('nothing here'));
app.use((err, req, res, next) => res.status(500).send(err.code || err.name));

const server = app.listen(0, '127.0.0.1', async () => {
  for (const path of ['/size/a.txt', '/size/none', '/size/skip', '/early', '/early?user=x', '/router/param/a.txt', '/router/param/none']) {
    try {
      const response = await fetch('http://127.0.0.1:' + server.address().port + path, { signal: AbortSignal.timeout(5000) });
      console.log(path, response.status, await response.text());
    } catch (err) {
      console.log(path, err.name);
    }
  }
  process.exit();
});
`;

describe.each([['express'], ['express-5']])('handlers of %s', (installed) => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-express-')));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(realpathSync(fileURLToPath(new URL(`../node_modules/${installed}`, import.meta.url))), join(folder, 'node_modules/express'), 'junction');
    writeFileSync(join(folder, 'a.txt'), 'four');
    writeFileSync(join(folder, 'main.js'), program);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (): string => spawnSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8', timeout: 60_000 }).stdout;

  it.each([['--idiomatic'], ['--functions']])('that keep `next` answer as before with %s', async (flag) => {
    writeFileSync(join(folder, 'main.js'), program);
    const before = run();
    expect(before.split('\n')).toHaveLength(8);
    expect((await migrate(folder, ['main.js'], [flag])).failures).toEqual([]);
    const text = readFileSync(join(folder, 'main.js'), 'utf8');
    // Express 5 passes a rejection to `next`, also of what throws at once; with Express 4 that goes to `next` in a `try`.
    expect(text.match(/\(async \(\) => \{|callbackify/g) ?? []).toHaveLength(0);
    expect(text.match(/async function/g)).toHaveLength(4);
    expect(run()).toBe(before);
  });
});
