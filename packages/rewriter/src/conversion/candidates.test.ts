import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, functionAt, textOf } from '../../../detector/test/nodes.js';
import { candidateIn, surveyText } from '../../test/plan/survey-text.js';
import { Candidates, coreNameOf, mentionsOf, noCandidates } from './candidates.js';
import type { KeptReason } from './kept-reasons.js';

const find = 'db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });';
const load = `function load(key, cb) { ${find} }`;

describe('functions that keep their callback', () => {
  it.each<[reason: KeptReason, code: string]>([
    ['ignored-by-comment', `// uncallback-ignore: the driver calls it\nfunction load(key, cb) { ${find} }`],
    ['typed', `function load(key: string, cb: Callback) { ${find} }`],
    ['several-callbacks', 'function load(key, done, cb) { if (key) return cb(null, 1); done(null, 2); }'],
    ['several-callbacks', `function load(key, cb) { var done = wrap(cb); ${find} done(); }`],
    ['unnamed-parameter', `const load = (key, cb) => ${find}`],
    ['unnamed-parameter', `async function load(key, cb) { ${find} }`],
    ['unnamed-parameter', `function* load(key, cb) { ${find} }`],
    ['not-error-first', 'function load(key, cb) { cb(true); }'],
    ['may-call-repeatedly', 'function load(keys, cb) { for (const key of keys) cb(null, key); }'],
    ['may-call-repeatedly', 'function load(keys, cb) { keys.forEach((key) => cb(null, key)); }'],
    ['error-with-results', "function load(key, cb) { if (!key) return cb(new Error('none'), { key }); cb(null, key); }"],
    ['passes-this', 'function load(key, cb) { cb.call(this, null, key); }'],
    ['counts-parameters', 'function load(key, cb) { if (cb.length > 1) return cb(null, key); cb(null); }'],
    ['calls-inside-try', 'function load(key, cb) { try { cb(null, key); } catch (e) { log(e); } }'],
    ['inside-try', `${load} function show(key) { try { load(key, (err) => log(err)); } catch (e) { log(e); } }`],
    ['calls-synchronously', `function load(key, cb) { cb(null, key); } function show(key) { let found; load(key, (err, row) => { found = row; }); return found; }`],
  ])('%s: %s', (reason, code) => {
    const { source, candidates, kept } = surveyText(code, reason === 'typed' ? 'a.ts' : 'a.js');
    expect([...kept].map(([fn, why]) => [why, /load|walk|key, cb/.test(textOf(source, fn))])).toEqual([[reason, true]]);
    expect(candidates).toHaveLength(0);
  });
});

describe('functions that keep their parameters', () => {
  it.each<[reason: KeptReason, code: string]>([
    ['foreign-position', `use(function (key, cb) { ${find} });`],
    ['foreign-position', `exports.walk = function walk(key, cb) { if (key) return walk(key - 1, cb); ${find} };`],
    ['callback-not-last', `function load(cb, key) { ${find} }`],
    ['unnamed-parameter', `function load({ key }, cb) { ${find} }`],
    ['unnamed-parameter', `function load([key], cb) { ${find} }`],
    ['reaches-arguments', `function load(key, cb) { log(arguments.length); ${find} }`],
  ])('%s: %s', (reason, code) => {
    expect(candidateIn(code).candidate.place).toEqual({ form: 'inside', reason });
  });
});

it('a callback with a default value may be missing', () => {
  const { candidate } = candidateIn(`function load(key, cb = () => {}) { ${find} }`);
  expect(candidate.place.form).toBe('variable');
  expect(candidate.prologue).toMatchObject({ optional: true, tested: false, silent: true, statements: [] });
});

describe('functions that are neither', () => {
  it.each([
    ['takes no callback', 'function load(key) { return db.find(key); }'],
    ['is an executor', 'new Promise(function (resolve, reject) { db.find(1, (err, row) => { if (err) return reject(err); resolve(row); }); });'],
  ])('%s', (_, code) => {
    const { candidates, kept } = surveyText(code);
    expect([candidates.length, kept.size]).toEqual([0, 0]);
  });
});

describe('what is known of a candidate', () => {
  it('its parts', () => {
    const { source, candidate } = candidateIn(`function load(key, cb) { cb = cb || noop; ${find} }`);
    expect(candidate.fn === functionAt(source, 'function load')).toBe(true);
    expect(candidate.callback.name).toBe('cb');
    expect(candidate.prologue.statements).toHaveLength(1);
    expect(candidate.place.form).toBe('variable');
    expect(candidate).toMatchObject({ isErrorFirst: true, throwsAtOnce: false, usesThis: false, ownCalls: [] });
  });

  it('the variable that holds its callback', () => {
    expect(candidateIn('function load(key, cb) { const done = cb || noop; done(null, key); }').candidate.callback.name).toBe('done');
  });

  it.each([
    ['function load(key, cb) { cb(null, key); }', true],
    ['function load(key, cb) { if (!key) cb(new Error("none")); else db.find(key, cb); }', true],
    ['function load(key, cb) { db.find(key, cb); }', false],
  ])('%s is error-first: %j', (code, expected) => {
    expect(candidateIn(code).candidate.isErrorFirst).toBe(expected);
  });

  it.each([
    ["if (!key) throw new Error('none'); cb(null, key);", true],
    ["try { if (!key) throw new Error('none'); } catch (e) { return cb(e); } cb(null, key);", false],
    ['try { check(key); } catch (e) { throw e; } cb(null, key);', true],
    ["use(() => { throw new Error('later'); }); cb(null, key);", false],
    ['cb(null, key);', false],
  ])('%s throws at once: %j', (body, expected) => {
    expect(candidateIn(`function load(key, cb) { ${body} }`).candidate.throwsAtOnce).toBe(expected);
  });

  it.each([
    ['cb(null, this.key);', true],
    ['db.find(key, (err) => { if (err) return cb(err); cb(null, this.key); });', true],
    ['db.find(key, function (err) { log(this); cb(err); });', false],
    ['cb(null, key);', false],
  ])('%s uses this: %j', (body, expected) => {
    expect(candidateIn(`function load(key, cb) { ${body} }`).candidate.usesThis).toBe(expected);
  });

  it('super is the receiver, too', () => {
    expect(candidateIn(`class Store extends Base { get(key, cb) { super.check(key); cb(null, key); } }`).candidate.usesThis).toBe(true);
  });
});

describe('calls and mentions of candidates', () => {
  const program = `${load} exports.load = load; load(1, done); other(load); new load(2);
    class Store { put(key, cb) { ${find} } add() { this.put(3, done); db.put(4, done); } }`;
  const { source, candidates } = surveyText(program);
  const all = new Candidates(candidates);
  const call = (start: string) => callAt(source, start) as TSESTree.CallExpression;

  it('there are two, and none without functions that lose their callback', () => {
    expect(candidates).toHaveLength(2);
    expect(all.list).toEqual(candidates);
    expect(noCandidates.list).toEqual([]);
  });

  it('lists the mentions of a variable', () => {
    expect(mentionsOf(candidates[0]!).map(({ parent }) => textOf(source, parent))).toEqual(['exports.load = load', 'load(1, done)', 'other(load)', 'new load(2)']);
    expect(mentionsOf(candidates[1]!)).toEqual([]);
  });

  it('an assigned variable is no mention of its function', () => {
    expect(mentionsOf(candidateIn(`const get = function (key, cb) { ${find} }; use(get);`).candidate)).toHaveLength(1);
  });

  it.each([
    ['load(1, done)', 0, 'native'],
    ['this.put(3, done)', 1, 'variant'],
    ['other(load)', null, null],
    ['new load(2)', null, null],
    ['db.put(4, done)', null, null],
  ])('%s calls candidate %j as %j', (text, index, form) => {
    expect(all.calledBy(call(text)) === (index === null ? null : candidates[index])).toBe(true);
    expect(all.calleeOf(call(text))?.form ?? null).toBe(form);
    expect(noCandidates.calleeOf(call(text))).toBeNull();
  });

  it('a property gets a name for its async function', () => {
    expect(candidates.map(coreNameOf)).toEqual(['', 'putAsync']);
    expect(all.calleeOf(call('this.put(3'))).toMatchObject({ form: 'variant', variant: 'putAsync' });
  });
});
