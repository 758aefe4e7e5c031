import { depthOf } from '@uncallback/detector';
import { expect, it } from 'vitest';

import { sitesOf } from '../../test/sites.js';

it('counts only error-first callbacks, also with other functions between them', () => {
  const sites = sitesOf(`
    a(function (err, list) {
      list.forEach(function (x) {
        b(x, function (err) {
          setTimeout(function () { c(function (err) {}); }, 1);
        });
      });
      d(function (err) {});
    });`).filter(({ kind }) => kind === 'error-first');
  expect(sites.map(depthOf)).toEqual([1, 2, 3, 2]);
  expect(sites.map(({ outer }) => outer && sites.indexOf(outer))).toEqual([null, 0, 1, 0]);
});

it('sets the outer site of a call in a named callback', () => {
  const [inner, outer] = sitesOf(`
    function onOpen(err, fd) { read(fd, function (err) {}); }
    open(p, onOpen);`);
  expect(inner?.outer).toBe(outer);
});

it('sets the outer site of a call in a member of an object literal', () => {
  const code = `
    const steps = { opened(err, fd) { read(fd, function (err) {}); } };
    open(p, steps.opened);`;
  const [inner, outer] = sitesOf(code);
  expect(inner?.outer).toBe(outer);
  expect(sitesOf(`${code} steps.opened = other;`).map(depthOf)).toEqual([1]);
});

it('does not follow named callbacks in a circle', () => {
  const sites = sitesOf(`
    function ping(err) { send(pong); }
    function pong(err) { send(ping); }
    function again(err) { retry(again); }`);
  expect(sites).toHaveLength(3);
  expect(Math.max(...sites.map(depthOf))).toBe(2);
});

it('returns the same sites for the same program', async () => {
  const { detectCallbacks } = await import('@uncallback/detector');
  const { parseSource } = await import('@uncallback/detector/parse');
  const source = parseSource('load(function (err) {})', 'a.js');
  expect(detectCallbacks({ ...source })).toBe(detectCallbacks(source));
});

it('links ten thousand sites in one file', () => {
  const code =
    "const fs = require('fs');\n" +
    'fs.readFile(p, function (err, data) { if (err) return log(err); use(data) });\n'.repeat(10_000);
  const sites = sitesOf(`function main() {\n${code}\n}`);
  expect(sites).toHaveLength(10_000);
});
