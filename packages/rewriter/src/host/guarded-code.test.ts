import { expect, it } from 'vitest';

import { functionAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { throwTestOf } from './early-throw.js';
import { guardedCodeOf } from './guarded-code.js';

it.each<[body: string, guarded: readonly string[] | null]>([
  ['load(cb);', []],
  ['var a = 1; load(cb);', []],
  ['var a = f(); load(cb);', ['var a = f();']],
  ['var a = 1; var b = f(); var c = 2; load(cb);', ['var b = f(); var c = 2;']],
  ['var b = f(); function g() {} load(cb);', ['var b = f();']],
  ['var b = f(); function g() {} h(); load(cb);', null],
  ['let b; b = f(); load(cb);', ['b = f();']],
  ['b = f(); let c; load(cb);', ['b = f();']],
  ['if (req.query.a) { f(); load(cb); } else { g(); }', ['f();', 'g();']],
  ['if (f()) { load(cb); }', null],
  ['if (req.query.a) load(cb); else g();', null],
  ['if (req.query.a) return res.end(); f(); load(cb); return;', ['f();']],
  ['while (f()) { load(cb); }', null],
])('%s', (body, guarded) => {
  const source = parse(`function show(req, res, next) { ${body} }`);
  const fn = functionAt(source, 'function show');
  const lists = guardedCodeOf(source, fn, new Set([nodeAt(source, 'load(cb);')]), throwTestOf(source, fn, true, []));
  expect(lists?.map((list) => list.map((statement) => textOf(source, statement)).join(' ')) ?? null).toEqual(guarded);
});
