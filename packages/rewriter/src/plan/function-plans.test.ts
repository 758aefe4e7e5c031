// What the plan of a function has: its rewrites, refusals, id, signature and body; and how functions are left out.

import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { applyEdits, plansOf, refuseFunctions, renderRewrites } from '../index.js';
import { planSites, planText } from '../../test/plan/plan-text.js';

const fs = "const fs = require('fs');\n";
const load = (name: string): string => `function ${name}(file) {
  fs.stat(file, function (err, stats) {
    if (err) throw err;
    fs.open(file, 'r', function (err, fd) {
      if (err) throw err;
      use(stats, fd);
    });
  });
}
`;

test('a function has one plan with all of its rewrites, outer ones first', () => {
  const functions = planText(fs + load('load') + load('read'));
  expect(functions.map(({ sites }) => sites.map(({ site }) => site.api))).toEqual([
    ['fs.stat', 'fs.open'],
    ['fs.stat', 'fs.open'],
  ]);
  expect(functions.map(({ signature, host }) => signature.form === 'becomes-async' && signature.fn === host)).toEqual([true, true]);
});

test('refusals belong to the plan of their function', () => {
  const [only, ...others] = planText(`${fs}function load(file) { try { fs.stat(file, (err) => { if (err) throw err; }); } catch (e) {} }`);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ sites: [], refused: [{ reason: 'inside-try' }], signature: { form: 'keeps' } });
});

test('an id depends on the calls alone', () => {
  const [one, two] = planText(`${fs}${load('load')}${load('read').replaceAll('  ', '\t')}`);
  expect(one?.id).toMatch(/^fs\.stat\(file, function \(err, stats\) \{ if/);
  expect(two?.id).toBe(one?.id);
});

test('a promise made by hand is a part of its function, which may become async around it', () => {
  const text = `${fs}function stat(file) {
  return new Promise((resolve, reject) => { fs.stat(file, (err, stats) => { if (err) return reject(err); log(stats); resolve(stats.size); }); });
}`;
  const [only] = planText(text, { idiomatic: true });
  expect(only?.signature).toMatchObject({ form: 'becomes-async', dropped: [], fn: { type: 'FunctionDeclaration' } });
  expect(only?.body.executor?.form).toBe('host');
  expect(only?.body.completions.map(({ kind }) => kind)).toEqual(['throw', 'return']);
});

test('a test drops its callback', () => {
  const [only] = planText(`${fs}it('works', function (done) { fs.stat('a', function (err) { if (err) return done(err); done(); }); });`);
  expect(only?.signature).toMatchObject({ form: 'becomes-async', dropped: [{ name: 'done' }] });
});

test('callbackify forwards the outcome of one call', () => {
  const [only] = planText(`${fs}function load(file, cb) { fs.readFile(file, (err, text) => { if (err) return cb(err); cb(null, text); }); }`, { idiomatic: true });
  expect(only?.signature.form).toBe('keeps');
  expect(only?.body.callbackified.map(({ completions }) => completions.length)).toEqual([2]);
});

test('functions that are left out stay unchanged', () => {
  const text = fs + load('load') + load('read').replace("'r'", "'w'");
  const chosen = refuseFunctions(planText(text), ({ id }) => (id.includes("'w'") ? 'not-selected' : null));
  const reasons = [...plansOf(chosen).values()].map((plan) => (plan.action === 'refuse' ? plan.reason : plan.action));
  expect(reasons).toEqual(['rewrite', 'rewrite', 'not-selected', 'not-selected']);
  const result = applyEdits(text, renderRewrites(parseSource(text, 'a.js'), chosen));
  expect(result).toContain('async function load');
  expect(result).toContain(load('read').replace("'r'", "'w'"));
});

test('the plans of sites are in the order of the text, but outer ones first', () => {
  const text = `${fs}function done(err, fd) { if (err) throw err; fs.close(fd, (e) => { if (e) throw e; }); }\nfs.open('a', done);`;
  expect(planSites(text).map(({ site }) => site.api)).toEqual(['fs.open', 'fs.close']);
});
