import { detectCallbacks } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { parse } from '../../detector/test/nodes.js';
import { type KeptReason, keptReasons } from '../src/conversion/kept-reasons.js';
import { type FunctionPlan, type LeftOutReason, planFile, planRewrites, rewrite } from '../src/index.js';

/** What most functions do: one call, whose error and result go to the callback. */
const find = 'db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });';
const load = `function load(key, cb) { ${find} }`;
/** What a function does in which nothing becomes flatter. */
const pass = "if (!key) return cb(new Error('none')); cb(null, key);";

/** For each reason programs in which the first function keeps its callback for it. */
const programs: Readonly<Record<Exclude<KeptReason, LeftOutReason>, readonly string[]>> = {
  'ignored-by-comment': [`/* uncallback-ignore */ exports.load = function (key, cb) { ${find} };`],
  'no-callbackify': [`window.load = function (key, cb) { ${find} };`, `exports.load = function (key, cb) { document.title = key; ${find} };`],
  'typed': [`exports.load = function (key: string, cb: Callback) { ${find} };`],
  'foreign-position': [`use(function (key, cb) { ${pass} });`, `exports.load = once(function (key, cb) { ${pass} });`, `export default function (key, cb) { ${pass} }`],
  'several-callbacks': [
    'exports.load = function (key, done, cb) { db.find(key, (err, row) => { if (err) return cb(err); done(null, row); }); };',
    'exports.load = function (key, onRow, cb) { db.find(key, (err, row) => { if (err) return cb(err); onRow(row); cb(null, row); }); };',
  ],
  'callback-not-last': [`exports.load = function (cb, key) { ${pass} };`, `exports.load = function (cb, key) { ${find} };`],
  'unnamed-parameter': [`exports.load = function ({ key }, cb) { ${pass} };`, `exports.load = (key, cb) => ${find}`, `exports.load = async function (key, cb) { ${find} };`],
  'not-error-first': ['exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return log(err); cb(row); }); };'],
  'error-with-results': ["exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(new Error('none'), row); cb(null, row); }); };"],
  'passes-this': ['exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb.call(this, err); cb.call(this, null, row); }); };'],
  'counts-parameters': ['exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); if (cb.length > 1) return cb(null, row); cb(null); }); };'],
  'calls-inside-try': ['exports.load = function (key, cb) { db.find(key, (err, row) => { try { cb(err, row); } catch (e) { log(e); } }); };'],
  'may-call-repeatedly': [`exports.load = function (keys, cb) { for (const key of keys) { ${find} } };`, `exports.load = function (keys, cb) { keys.forEach((key) => { ${find} }); };`],
  'reaches-arguments': [`exports.load = function (key, cb) { log(arguments.length); ${pass} };`],
  'inside-try': [`${load} exports.show = (key) => { try { load(key, (err, row) => { if (err) throw err; log(row); }); } catch (e) { log(e); } };`],
  'calls-synchronously': [
    `function load(key, cb) { if (!key) return cb(null, 0); ${find} } exports.show = (key) => { let found; load(key, (err, row) => { found = row; }); return found; };`,
  ],
  'not-flat': [
    'exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); if (row) cb(null, row); }); };',
    `exports.load = function (key, cb) { waiting.push(cb); ${find} };`,
    'exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); cb(null, row, 1); }); };',
  ],
  'unseen-user': [`function load(key, cb) { ${pass} } exports.show = load.bind(null, 1);`, `function load(key, cb) { ${pass} } load(...all);`, `function load(cb) { return function (err, row) { if (err) return cb(err); cb(null, row.name); }; } db.find(1, load((err, name) => { if (!name) return log(err); log(name); }));`],
  'several-results': [
    'exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); if (row) return cb(null, row); cb(); }); };',
    `function load(key, cb) { ${find.replace('cb(err)', 'cb(err, null)')} } exports.load = load;`,
  ],
  'passes-emitter': [
    `exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); cb(null, new RowStream(row)); }); };`,
    `exports.load = function load(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); load(key); cb(null, db.createReadStream(row)); }); };`,
    `function load(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); next(row); }); function next(row) { db.openStream(row, cb); } } exports.load = load;`,
  ],
  'throws-at-once': [`exports.load = function (key, cb) { if (!key) return cb(null, 0); if (key < 0) throw new Error('none'); ${find} };`],
  'name-taken': [
    "import fs from 'fs'; function Store() {} Store.prototype.load = function (key, cb) { fs.readFile(key, cb); }; Store.prototype.loadAsync = 1; Store.prototype.show = function (key) { this.load(key, (err, row) => { if (err) throw err; log(row); }); }; new Store();",
  ],
  'no-gain': ["exports.load = function (key, cb) { if (!key) return cb(new Error('none')); cb(null, key); };", "import fs from 'fs'; exports.load = function (key, cb) { fs.readFile(key, cb); };"],
};

const pathOf = (text: string): string => (text.includes(': string') ? 'a.ts' : 'a.mjs');

/** The plans of a module with whole functions. */
function plan(text: string): readonly FunctionPlan[] {
  const source = parse(text, pathOf(text));
  return planRewrites(source, detectCallbacks(source), { functions: true });
}

const rows = Object.entries(programs).flatMap(([reason, texts]) => texts.map((text) => [reason, text] as const));

describe('why a function keeps its callback', () => {
  it('each reason has a program', () => {
    expect([...Object.keys(programs), 'not-selected', 'test-failed'].sort()).toEqual(Object.keys(keptReasons).sort());
    expect(Object.values(programs).filter((texts) => texts.length === 0)).toEqual([]);
  });

  it.each(rows)('%s: %s', (reason, text) => {
    const plans = plan(text);
    expect(plans.flatMap(({ kept, signature }) => (kept === null ? [] : [[kept, signature.form]]))).toEqual([[reason, 'keeps']]);
  });

  it.each(rows)('%s: %s is reported by the rewriter, too', (reason, text) => {
    const path = pathOf(text);
    const { functions, failure } = rewrite(parse(text, path), (after) => parse(after, path), { functions: true });
    expect(failure).toBeNull();
    expect(functions.flatMap(({ kept }) => kept ?? [])).toEqual([reason]);
  });

  it.each([load, `exports.load = function (key, cb) { ${find} };`, `const api = { load(key, cb) { ${find} } };`, `class Store { load(key, cb) { ${find} } }`])('nothing keeps %s', (text) => {
    const plans = plan(text);
    expect(plans.map(({ kept, signature }) => [kept, signature.form])).toEqual([[null, 'converted']]);
  });

  it.each(['not-selected', 'test-failed'] as const)('a function that is left out keeps it as %s, and its caller awaits no more than before', (reason) => {
    const source = parse(`${load} exports.show = function (key, cb) { load(key, (err, row) => { if (err) return cb(err); cb(null, row.name); }); };`, 'a.mjs');
    const { functions } = planFile(source, detectCallbacks(source), { functions: true }, ({ host }) => (host.range[0] === 0 && host.type !== 'Program' ? reason : null));
    expect(functions.map(({ kept, signature, sites, refused }) => [kept, signature.form, sites.map(({ callee }) => callee?.form), refused.map((plan) => plan.reason)])).toEqual([
      [null, 'converted', ['function'], []],
      [reason, 'keeps', [], [reason]],
    ]);
  });

  it('a function that is not selected awaits one that is, since that has lost its callback; one that has failed the tests keeps the callback of both', () => {
    const source = parse(`${load} exports.show = function (key, cb) { load(key, (err, row) => { if (err) return cb(err); cb(null, row.name); }); };`, 'a.mjs');
    const planned = (reason: LeftOutReason): unknown =>
      planFile(source, detectCallbacks(source), { functions: true }, ({ host }) => (host.range[0] === 0 && host.type !== 'Program' ? null : reason)).functions.map(({ kept, signature, sites }) => [kept, signature.form, sites.map(({ form }) => form)]);
    expect(planned('not-selected')).toEqual([[null, 'converted', ['await']], ['not-selected', 'keeps', ['callbackify']]]);
    expect(planned('test-failed')).toEqual([[null, 'converted', ['await']], ['test-failed', 'keeps', []]]);
  });

  it('no function has a reason without whole functions', () => {
    const source = parse(`use(function (key, cb) { ${find} });`, 'a.mjs');
    expect(planRewrites(source, detectCallbacks(source), {}).map(({ kept }) => kept)).toEqual([null]);
  });

  it.each(Object.entries(keptReasons))('%s is a part of a sentence', (_, sentence) => {
    expect(sentence).toMatch(/^[a-z].*[^.]$/);
  });
});
