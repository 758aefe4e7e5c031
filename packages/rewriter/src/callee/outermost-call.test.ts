import { expect, it } from 'vitest';

import { parse, siteIn, textOf } from '../../../detector/test/nodes.js';
import { outermostCallOf } from './outermost-call.js';

const cb = '(err, x) => { if (err) throw err; use(x); }';

it.each([
  [`load(path, ${cb});`, `load(path, ${cb})`],
  [`run(path, ${cb}).stdin.end();`, `run(path, ${cb}).stdin.end()`],
  [`run(path, ${cb}).on('a', show).end();`, `run(path, ${cb}).on('a', show).end()`],
  [`load(path, once(${cb}));`, `load(path, once(${cb}))`],
  [`load(path, once(${cb})).end();`, `load(path, once(${cb})).end()`],
  [`load(once(${cb}));`, `once(${cb})`],
  [`load(path, wrap(1, ${cb}));`, `wrap(1, ${cb})`],
  [`load(once(${cb}), path);`, `once(${cb})`],
  [`list.push(1, once(${cb}));`, `once(${cb})`],
  [`const stream = run(path, ${cb}).stdin;`, `run(path, ${cb})`],
  [`show(run(path, ${cb}));`, `run(path, ${cb})`],
  [`run(path, ${cb})(1);`, `run(path, ${cb})`],
])('%s: %s', (code, expected) => {
  const source = parse(code);
  expect(textOf(source, outermostCallOf(siteIn(source)))).toBe(expected);
});
