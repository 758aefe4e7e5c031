import { expect, it } from 'vitest';

import { callAt, parse, textOf } from '../../test/nodes.js';
import { matchPromisified } from './match-promisified.js';

it.each([
  ['promisify(fs.stat)(path)', 'fs.stat', 2],
  ['util.promisify(fs.stat)(path, options)', 'fs.stat', 3],
  ['promisify(db.remove).call(db, path)', 'db.remove', 2],
  ['promisify(db.remove.bind(db))(path)', 'db.remove', 2],
])('%s calls %s with a callback at the end', (code, callee, count) => {
  const source = parse(code);
  const promised = matchPromisified(callAt(source, code) as Parameters<typeof matchPromisified>[0]);
  expect(promised && textOf(source, promised.callee)).toBe(callee);
  expect(promised?.call.arguments).toHaveLength(count);
  expect(promised?.call.arguments.at(-1)).toBe(promised?.argument);
  expect(promised).toMatchObject({ value: 'result', offset: 0 });
});

it.each(['fs.stat(path)', 'promisify(fs.stat)', 'promisify(...functions)(path)', 'wrap(fs.stat)(path)'])('%s is no promise of a call', (code) => {
  expect(matchPromisified(callAt(parse(code), code) as Parameters<typeof matchPromisified>[0])).toBeNull();
});
