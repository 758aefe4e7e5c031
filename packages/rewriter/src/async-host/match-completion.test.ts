import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { matchArguments, matchCompletion, matchEither } from './match-completion.js';

/** What a call of a host's callback becomes: `return 1`, `throw e`; null where it becomes nothing. */
function completionOf(code: string): string | null {
  const source = parse(code);
  const completion = matchCompletion(callAt(source, 'cb(') as TSESTree.CallExpression, () => null);
  return completion && [completion.kind, completion.value ? textOf(source, completion.value) : ''].join(' ').trim();
}

it.each([
  ['cb();', 'return'],
  ['cb(null);', 'return'],
  ['cb(undefined, 1);', 'return 1'],
  ['cb(null, row.name);', 'return row.name'],
  ['cb(null, 1, 2);', null],
  ['cb(...all);', null],
  ["cb(new Error('none'));", "throw new Error('none')"],
  ["cb('none');", "throw 'none'"],
  ["cb('');", null],
  ['cb(0);', null],
  ['cb(err);', null],
  ['try { read(); } catch (e) { cb(e); }', 'throw e'],
  ['if (err) cb(err);', 'throw err'],
  ['if (err && !err.isKnown) cb(err);', 'throw err'],
  ['if (!last && err) cb(err);', 'throw err'],
  ['if (!err) use(); else cb(err);', 'throw err'],
  ['if (err || gone) cb(err);', null],
  ['if (!err) cb(err);', null],
  ['cb(err, value);', null],
])('%s', (code, expected) => {
  expect(completionOf(code)).toBe(expected);
});

describe('the arguments that a timer passes', () => {
  it.each([
    ['later(cb);', 'return'],
    ['later(cb, null);', 'return'],
    ['later(cb, null, row);', 'return row'],
    ["later(cb, new Error('none'));", "throw new Error('none')"],
    ["later(cb, new Error('none'), undefined);", "throw new Error('none')"],
    ['if (err) later(cb, err);', 'throw err'],
    ['later(cb, err);', null],
    ['later(cb, null, 1, 2);', null],
    ['later(cb, ...all);', null],
  ])('%s', (code, expected) => {
    const source = parse(code);
    const call = callAt(source, 'later(') as TSESTree.CallExpression;
    const passed = call.arguments.slice(1);
    const completion = matchArguments(call, passed, () => null);
    expect(completion && [completion.kind, completion.value ? textOf(source, completion.value) : ''].join(' ').trim()).toBe(expected);
    if (completion) expect([completion.call === call, completion.whole === call, completion.passed]).toEqual([true, true, passed]);
  });
});

describe('an error that may be unset', () => {
  it.each<[code: string, whole: string, expected: string | null]>([
    ['{ cb(err); }', 'cb(err)', 'either'],
    ['{ return cb(err); }', 'cb(err)', 'either'],
    ['{ cb(err, row.name); }', 'cb(err, row.name)', 'either row.name'],
    ['{ if (cb) cb(err); }', 'if (cb) cb(err);', 'either'],
    ['{ cb && cb(err, 1); }', 'cb && cb(err, 1)', 'either 1'],
    ['{ cb(); }', 'cb()', null],
    ['{ cb(err.inner); }', 'cb(err.inner)', 'either'],
    ['{ cb(wrap(err)); }', 'cb(wrap(err))', 'either'],
    ['{ cb(wrap(err), row); }', 'cb(wrap(err), row)', null],
    ['{ cb(err, 1, 2); }', 'cb(err, 1, 2)', null],
    ['{ cb(err, ...all); }', 'cb(err, ...all)', null],
    ['{ cb(...err); }', 'cb(...err)', null],
    ['if (a) cb(err);', 'cb(err)', 'either'],
    ['if (a) use(); else return cb(err);', 'cb(err)', 'either'],
    ['if (a) if (cb) cb(err);', 'if (cb) cb(err);', 'either'],
    // Several statements cannot take its place.
    ['while (a) cb(err);', 'cb(err)', null],
    ['{ use(cb(err)); }', 'cb(err)', null],
    ['{ cb && cb(err); }', 'cb(err)', null],
  ])('%s, replacing %s: %s', (code, whole, expected) => {
    const source = parse(`function f() { ${code} }`);
    const completion = matchEither(callAt(source, 'cb(') as TSESTree.CallExpression, nodeAt(source, whole));
    expect(completion && [completion.kind, completion.value ? textOf(source, completion.value) : ''].join(' ').trim()).toBe(expected);
  });
});
