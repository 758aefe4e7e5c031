// Each rule of capturing applies to its example, and none to a callback that only throws its error.

import { expect, test } from 'vitest';

import { captureRules } from './capture-rules.js';
import { planSites } from '../../test/plan/plan-text.js';

const head = "const fs = require('fs');\nconst { exec } = require('child_process');\n";

const examples: Readonly<Record<string, string>> = {
  'forwards-both': "function run(cb) { fs.stat('a', (err) => { if (err) return cb(err); exec('ls', (err, out, errors) => cb(err, out, errors)); }); }",
  'result-beside-error': 'db.get(id, (err, row) => { show(row); });',
  'throwing-argument': 'db.each(function (row) { JSON.parse(row); }, function (err) { end(); });',
  'throwing-evaluation': 'db.remove(user.address.id, (err) => { if (err) return; show(); });',
  'missing-result': "fs.open('a', function (err, fd) { if (err) log(err); fs.fstat(fd, function (e, stats) { if (e) return log(e); show(stats); }); });",
  'taken-apart': 'db.get(id, (err, { name }) => { show(name); if (err) log(err); });',
  'this-beside-error': "db.run('x', function (err) { if (err) log(err, this.sql); else show(this.lastID); });",
  'error-taken-apart': 'db.get(id, (err = null) => { log(err); });',
};

test.each(Object.entries(examples))('%s', (name, text) => {
  const captured = planSites(head + text, { idiomatic: true }).map((plan) => (plan.action === 'rewrite' ? plan.captured : plan.reason));
  expect(captured).toContain(name);
});

test('every rule has an example', () => {
  expect(Object.keys(examples)).toEqual(captureRules.map(({ name }) => name));
});

test('no rule applies to an error that is only thrown', () => {
  const plans = planSites(`${head}fs.readFile('a', (err, text) => { if (err) throw err; show(text); });`);
  expect(plans.map((plan) => plan.action === 'rewrite' && plan.captured)).toEqual([null]);
});
