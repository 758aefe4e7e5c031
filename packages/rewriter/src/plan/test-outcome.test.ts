import { expect, it } from 'vitest';

import { planText } from '../../test/plan/plan-text.js';

/** What becomes of the function around the calls: its form, and how many parameters it drops. */
const signaturesOf = (code: string): unknown[] =>
  planText(`const fs = require('fs');\n${code}`).map(({ signature }) => [signature.form, signature.form === 'becomes-async' ? signature.dropped.length : null]);

it.each([
  ['done at the end', "it('reads', function (done) { fs.stat('a', function (err, stats) { if (err) return done(err); check(stats); done(); }); });", ['becomes-async', 1]],
  ['a hook', "before(function (done) { fs.unlink('a', function (err) { if (err) return done(err); done(); }); });", ['becomes-async', 1]],
  ['no done', "it('reads', function () { fs.stat('a', function (err, stats) { if (err) throw err; check(stats); }); });", ['keeps', null]],
  ['its arguments are used', "it('reads', function (done) { fs.stat('a', function (err, stats) { if (err) return done(err); check(stats); done(); }); use(arguments); });", ['keeps', null]],
])('%s', (_, code, expected) => {
  expect(signaturesOf(code)).toEqual([expected]);
});
