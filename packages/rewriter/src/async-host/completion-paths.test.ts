import { detectCallbacks, functionIndexOf, isFunction } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { planRewrites } from '../plan/plan-rewrites.js';
import type { Completion, Rewrite } from '../plan/types.js';
import { functionAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { CompletionMatcher } from './completion-paths.js';

/** A matcher for the calls of the variable `cb` of a snippet, its first function and its rewrites. */
function read(code: string) {
  const source = parse(code);
  const fn = functionAt(source, '');
  const rewrites = planRewrites(source, detectCallbacks(source), {}).flatMap(({ sites }) => sites);
  const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
  const matcher = new CompletionMatcher({
    visitorKeys: source.visitorKeys,
    callbacks: [callback],
    awaitedIn: (statement): Rewrite | null => rewrites.find(({ position }) => position.statement === statement) ?? null,
    rewriteOf: (node): Rewrite | null => (isFunction(node) ? (rewrites.find(({ site }) => site.callback === node) ?? null) : null),
  });
  const show = ({ kind, value }: Completion): string => `${kind}${value ? ` ${textOf(source, value)}` : ''}`;
  return { matcher, fn, rewrites, source, show };
}

describe('the completions of a body', () => {
  it.each<[string, string[] | null]>([
    ['cb();', ['return']],
    ['cb(null, x);', ['return x']],
    ['return cb(undefined, x);', ['return x']],
    ['cb(); return;', ['return']],
    ["cb(new Error('a'));", ["throw new Error('a')"]],
    ["cb('failed');", ["throw 'failed'"]],
    ["if (x) return cb(new Error('a')); cb(null, x);", ["throw new Error('a')", 'return x']],
    ['if (x) cb(null, 1); else cb(null, 2);', ['return 1', 'return 2']],
    ['try { show(); } catch (e) { return cb(e); } cb();', ['throw e', 'return']],
    ['if (e) return cb(e); cb();', ['throw e', 'return']],
    ['cb(x);', null],
    ['cb(null, x, 1);', null],
    ['cb(...all);', null],
    ['cb(); show();', null],
    ['cb(); cb();', null],
    ['if (x) cb();', null],
    ['show();', null],
    ['if (x) return; cb();', null],
    ['load(cb); cb();', null],
    ['cb.call(this);', null],
    ['for (const y of x) cb(y);', null],
    ['try { cb(); } catch (e) { show(e); }', null],
    ['try { show(); } finally { cb(); }', null],
    ['this.cb = cb; cb();', null],
  ])('function f(x, e, cb) { %s }: %j', (body, expected) => {
    const { matcher, fn, show } = read(`function f(x, e, cb) { ${body} }`);
    const found = matcher.matchBody(fn.body);
    expect(found && found.map(show)).toEqual(expected);
  });
});

it.each([
  ['try { show(); } catch (e) { return cb(e); } cb();', 1],
  ['try { show(); } catch (e) { show(e); return cb(e); } cb();', 0],
  ['try { show(); } catch (e) { return cb(null, e); } cb();', 0],
  ['try { const y = 1; show(y); } catch (e) { return cb(e); } cb();', 0],
])('%s only forwards the error in %i try statements', (body, expected) => {
  const { matcher, fn } = read(`function f(cb) { ${body} }`);
  expect(matcher.matchBody(fn.body)).not.toBeNull();
  expect(matcher.rethrowing).toHaveLength(expected);
});

describe('the completions of a rewrite', () => {
  it.each<[string, string[] | null]>([
    ['load((err, x) => { if (err) return cb(err); cb(null, x); });', ['throw err', 'return x']],
    ['load((err, x) => { if (err) return cb(err); cb(err, x); });', ['throw err', 'return x']],
    ['load((err, x) => { if (err) return cb(err); if (x) return cb(null, 1); cb(); });', ['throw err', 'return 1', 'return']],
    ['load((err, x) => { if (err) return cb(err); use(x); });', null],
    ['load((err, x) => { if (err) return cb(err); cb(null, x); use(x); });', null],
    ['load((err, x) => { if (err) return cb(err, x); cb(null, x); });', null],
  ])('%s: %j', (body, expected) => {
    const { matcher, rewrites, show } = read(`let cb = start(); ${body}`);
    expect(rewrites).toHaveLength(1);
    const found = matcher.matchRewrite(rewrites[0]!);
    expect(found && found.map(show)).toEqual(expected);
    expect(matcher.visited).toEqual([rewrites[0]]);
  });
});
