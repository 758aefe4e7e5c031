import { detectCallbacks, functionIndexOf, isFunction } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { planRewrites } from '../plan/plan-rewrites.js';
import type { Completion, ForwardedCallee, Rewrite } from '../plan/types.js';
import { functionAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { CompletionMatcher } from './completion-paths.js';
import { DroppedCallback } from './dropped-callback.js';

/**
 * A matcher for the calls of the variable `cb` of a snippet, its first function and its rewrites.
 *
 * @param removed the text of a statement that goes away with the callback, where the callback goes away
 */
function read(code: string, removed?: string) {
  const source = parse(code);
  const fn = functionAt(source, '');
  const rewrites = planRewrites(source, detectCallbacks(source), {}).flatMap(({ sites }) => sites);
  const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
  const forward: ForwardedCallee = { callee: { form: 'function' }, results: null, errorCount: 'unknown' };
  const statements = removed ? [nodeAt(source, removed)] : [];
  const matcher = new CompletionMatcher({
    ...(removed !== undefined && { dropped: new DroppedCallback(source, callback, new Set(statements), () => false, () => forward, null) }),
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
    ['cb(null, x); function show() {}', ['return x']],
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
    ['for (const y of x) if (y) return cb(null, y); cb();', ['return y', 'return']],
    ['for (let i = 0; i < 2; i++) { if (x[i]) { cb(null, i); return; } show(i); } cb();', ['return i', 'return']],
    ["while (x) { try { show(); } catch (e) { return cb(e); } if (y) break; } cb();", ['throw e', 'return']],
    ['for (const y of x) { for (const z of y) { if (z) return cb(null, z); else show(); } } cb();', ['return z', 'return']],
    ['do { if (x) return cb(); } while (x); cb();', ['return', 'return']],
    ['for (const y of x) { if (y) cb(null, y); } cb();', null],
    ['for (const y of x) { if (y) { cb(null, y); break; } } cb();', null],
    ['for (const y of x) { if (y) return; } cb();', null],
    ['for (const y of x) { show(y); return; } cb();', null],
    ['for (const y of x) return cb(null, y);', null],
    ['for (; cb(); ) show(); cb();', null],
    ['while (x) { if (cb()) return cb(); } cb();', null],
    ['while (x) { try { return cb(); } catch (e) { show(e); } } cb();', null],
    ['while (x) { return show(x); } cb();', null],
    ['try { cb(); } catch (e) { show(e); }', null],
    ['try { show(); } finally { cb(); }', null],
    ['this.cb = cb; cb();', null],
    ["switch (x) { case 1: return cb(null, 1); case 2: cb(null, 2); break; default: cb(new Error('a')); }", ['return 1', 'return 2', "throw new Error('a')"]],
    ['switch (x) { case 1: return cb(null, 1); case 2: show(); } cb();', ['return 1', 'return']],
    ['switch (x) { case 1: return cb(null, 1); } cb();', ['return 1', 'return']],
    ['switch (x) { case 1: case 2: cb(null, 1); break; default: cb(); }', ['return 1', 'return']],
    ['switch (x) { case 1: show(); default: cb(); }', ['return']],
    ['switch (x) { case 1: throw e; default: cb(); }', ['return']],
    ['switch (x) { case 1: if (e) return cb(e); break; } cb();', ['throw e', 'return']],
    ['switch (x) { case 1: show(); } cb();', ['return']],
    // Without a `default` there may be no call.
    ['switch (x) { case 1: cb(); }', null],
    ['switch (x) { case 1: return cb(); default: show(); }', null],
    // Falls through to a second call.
    ['switch (x) { case 1: cb(null, 1); case 2: cb(null, 2); break; default: cb(); }', null],
    ['switch (x) { case 1: cb(null, 1); break; default: show(); } cb();', null],
    ['switch (x) { case 1: return; default: cb(); }', null],
    ['switch (x) { case 1: if (e) break; return cb(e); } cb();', null],
    ['switch (cb) { case 1: return; } cb();', null],
    ['if (cb) cb();', null],
    ['cb && cb();', null],
    ['process.nextTick(cb);', null],
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

describe('the completions of a body whose callback goes away', () => {
  it.each<[string, string[] | null]>([
    ['if (cb) cb(x);', ['either']],
    ['if (cb) { cb(null, x); }', ['return x']],
    ['if (cb) { cb(null, x); return; }', ['return x']],
    ['if (cb) return cb(null, x);', ['return x']],
    ["if (typeof cb === 'function') cb();", ['return']],
    ['if (cb) cb(); return;', ['return']],
    ['cb && cb(null, x);', ['return x']],
    ['return cb && cb(e);', ['either']],
    ['cb(x);', ['either']],
    ['cb(e, x);', ['either x']],
    ['return cb(e, x.name);', ['either x.name']],
    ['process.nextTick(cb, null, x);', ['return x']],
    ['process.nextTick(() => cb());', ['return']],
    ['load(x, cb);', ['forward']],
    ['return load(x, cb);', ['forward']],
    ['if (x) return load(x, cb); cb();', ['forward', 'return']],
    ['if (cb) load(x, cb);', null],
    ['switch (x) { case 1: if (cb) cb(); break; default: cb(null, x); }', ['return', 'return x']],
    ['switch (x) { case 1: if (cb) cb(); break; default: cb(e); }', null],
    // A path without a call where there is a callback.
    ['if (cb) show();', null],
    ['if (cb) cb(); else show();', null],
    ['if (cb) cb(); show();', null],
    ['if (cb) { show(); cb(); }', null],
    ['if (cb && x) cb();', null],
    ['if (!cb) return; cb();', null],
    ['if (x) cb && cb();', null],
    ['cb || cb();', null],
    ['x && cb();', null],
    ['show(cb(e));', null],
    ['x = cb(e);', null],
    ['load(cb, x);', null],
    ['load(x, cb); cb();', null],
    ['if (x) cb(e, e, x); else cb();', null],
    ['cb(e.inner, x);', null],
  ])('function f(x, e, cb) { %s }: %j', (body, expected) => {
    const { matcher, fn, show } = read(`function f(x, e, cb) { ${body} }`, '');
    const found = matcher.matchBody(fn.body);
    expect(found && found.map(show)).toEqual(expected);
  });

  it.each([
    ['if (cb) cb(e);', 'if (cb) cb(e);'],
    ['cb && cb(null, x);', 'cb && cb(null, x)'],
    ['return cb && cb(null, x);', 'cb && cb(null, x)'],
    ['process.nextTick(cb, null, x);', 'process.nextTick(cb, null, x)'],
    ['cb(null, x);', 'cb(null, x)'],
  ])('%s replaces %s', (body, whole) => {
    const { matcher, fn, source } = read(`function f(x, e, cb) { ${body} }`, '');
    expect(matcher.matchBody(fn.body)?.map((completion) => textOf(source, completion.whole))).toEqual([whole]);
  });

  it('statements that go away need no completion', () => {
    const code = 'function f(x, cb) { if (!cb) cb = x; cb(null, x); }';
    const kept = read(code, '');
    expect(kept.matcher.matchBody(kept.fn.body)).toBeNull();
    const { matcher, fn, show } = read(code, 'if (!cb) cb = x;');
    expect(matcher.matchBody(fn.body)?.map(show)).toEqual(['return x']);
  });
});
