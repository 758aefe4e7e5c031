import { functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { nodeAt, textOf } from '../../../detector/test/nodes.js';
import { surveyText } from '../../test/plan/survey-text.js';
import { CompletionMatcher } from '../async-host/completion-paths.js';
import { placeRewrites } from '../plan/placement.js';
import { planSite } from '../plan/plan-site.js';
import { SiteFacts } from '../plan/site-facts.js';
import type { Rewrite } from '../plan/types.js';
import { noCandidates } from './candidates.js';
import { matchConversion } from './match-conversion.js';

/** The outcome of the only function of a snippet that takes a callback, `cb`, with the rewrites in it. */
function outcomeOf(code: string) {
  const { source, sites, hosts, candidates } = surveyText(code);
  const [candidate] = candidates;
  const calls = new Set<TSESTree.Node>(sites.map(({ call }) => call));
  const unplaced = sites.map((site) => planSite(new SiteFacts(source, site, calls, { idiomatic: true }, noCandidates)));
  const roots = placeRewrites(source, unplaced, hosts, noCandidates).filter((plan) => plan.action === 'rewrite');
  const matcher = new CompletionMatcher({
    visitorKeys: source.visitorKeys,
    callbacks: [functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!],
    awaitedIn: (statement): Rewrite | null => roots.find(({ position }) => position.statement === statement) ?? null,
    rewriteOf: (node: TSESTree.Node): Rewrite | null => roots.find(({ site }) => site.callback === node) ?? null,
  });
  return { source, candidate: candidate!, roots, outcome: matchConversion(source, candidate!, roots, matcher) };
}

it('a function whose every path ends with the callback', () => {
  const { source, candidate, roots, outcome } = outcomeOf("function load(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); if (!row) return cb(new Error('none')); cb(null, row); }); }");
  expect(roots.map(({ form }) => form)).toEqual(['async-iife']);
  expect(outcome?.host === candidate.fn).toBe(true);
  expect(outcome?.signature).toEqual({ form: 'converted', fn: candidate.fn, conversion: { ...candidate, asyncSteps: [], results: 'unknown', errorCount: 'unknown', passesEmitter: false, missing: { onError: null, onSuccess: null }, returnsPromise: false, users: [], edge: null } });
  expect(outcome?.body.completions.map(({ call, kind }) => [textOf(source, call), kind])).toEqual([
    ['cb(err)', 'throw'],
    ["cb(new Error('none'))", 'throw'],
    ['cb(null, row)', 'return'],
  ]);
  expect(outcome?.sites.map(({ form, site }) => [form, site])).toEqual([['await', roots[0]!.site]]);
});

it('its `try` statements that only forward the error go away', () => {
  const { outcome } = outcomeOf('function load(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); try { check(row); } catch (e) { return cb(e); } cb(null, row); }); }');
  expect(outcome?.body.rethrowing).toHaveLength(1);
});

it('a function without calls in it needs none', () => {
  expect(outcomeOf('function load(key, cb) { cb(null, key); }').outcome).toMatchObject({ sites: [], body: { completions: [{ kind: 'return' }] } });
});

it.each([
  ['a path without a call', 'function load(key, cb) { if (key) return; cb(null, key); }'],
  ['no path with a call', 'function load(key, cb) { throw cb; }'],
  ['a call that is not the last', 'function load(key, cb) { cb(null, key); log(key); }'],
  ['a callback that is stored', 'function load(key, cb) { waiting.push(cb); cb(null, key); }'],
  ['a rewrite that is not on a path', 'function load(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); log(row); }); cb(null, key); }'],
])('%s', (_, code) => {
  expect(outcomeOf(code).outcome === null).toBe(true);
});
