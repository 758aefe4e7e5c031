// Which assertions a rewritten test leaves out, and which it keeps.

import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { rewrite } from '../pipeline.js';

/** The rewritten text of a test whose callback has this assertion. */
function rewriteTest(assertion: string): string {
  const text = `it('saves', function (done) {\n  db.save(function (err) {\n    ${assertion};\n    done();\n  });\n});\n`;
  return rewrite(parseSource(text, 'test.js'), (result) => parseSource(result, 'test.js'), { idiomatic: true }).text;
}

test.each([
  'assert.ifError(err)',
  'assert(!err)',
  'assert.ok(!err)',
  'assert.isNotOk(err)',
  'assert.equal(err, null)',
  'assert.equal(err, undefined)',
  'should.not.exist(err)',
  'expect(err).to.not.exist',
  'expect(err).not.to.be.ok',
  'expect(err).to.not.be.ok()',
  'should(err).not.be.ok()',
  'expect(err).toBeFalsy()',
])('%s is left out, since a rejection fails the test as well', (assertion) => {
  expect(rewriteTest(assertion)).not.toMatch(/assert|should|expect|err/);
});

test.each([
  'assert(err)',
  'assert.ok(!err.code)',
  "assert.ok(!err, 'is saved')",
  'assert.isNull(err)',
  'assert.strictEqual(err, null)',
  'assert.equal(err, 1)',
  "assert.equal(err, null, 'is saved')",
  't.equal(err, null)',
  'should.exist(err)',
  'expect(err).to.exist',
  'expect(err).to.not.not.exist',
  'expect(err).not.toBeFalsy()',
  'log(!err)',
])('%s is kept, since it asserts something else', (assertion) => {
  expect(rewriteTest(assertion)).toContain(assertion);
});
