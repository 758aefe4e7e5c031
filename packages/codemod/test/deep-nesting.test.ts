import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

/** A program with as many calls in each other. Each adds its number to the sum, which the innermost one passes on. */
function nest(depth: number): string {
  let body = 'done(null, sum0);\n';
  for (let level = 0; level < depth; level += 1) body = `add(sum${level + 1}, ${level}, function (err, sum${level}) {\nif (err) return done(err);\n${body}});\n`;
  return `function add(a, b, cb) { setImmediate(() => cb(null, a + b)); }
exports.sum = function (sum${depth}, done) {
${body}};
exports.sum(1, (err, sum) => console.log(err, sum));
`;
}

it('400 callbacks in each other are rewritten, and the program does the same', () => {
  const folder = createFolder({ 'a.js': nest(400) });
  const run = (): string => execFileSync(process.execPath, ['a.js'], { cwd: folder, encoding: 'utf8' });
  const before = run();
  expect(runCli(['--write', '--functions', '.'], folder)).toMatchObject({ status: 0, stderr: '' });
  expect(read(folder, 'a.js').match(/await /g)?.length).toBeGreaterThanOrEqual(400);
  expect(run()).toBe(before);
  expect(before).toBe(`null ${1 + (400 * 399) / 2}\n`);
});
