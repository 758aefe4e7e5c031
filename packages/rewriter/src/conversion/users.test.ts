import { detectCallbacks } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { planFunctions } from '../../test/plan/survey-text.js';
import { plansOf } from '../plan/function-plans.js';
import { planRewrites } from '../plan/plan-rewrites.js';
import { UserReader, isBeforeImport } from './users.js';

/** Functions that pass one result, one result and two arguments with an error, or none. */
const bodies = {
  one: 'db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });',
  two: 'db.find(key, (err, row) => { if (err) return cb(err, undefined); cb(null, row); });',
  none: 'db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(); });',
  optional: 'cb = cb || function () {}; db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });',
  loud: 'cb = cb || fail; db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });',
  receiver: 'this.last = key; db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); });',
};

/** What becomes of the users of `load(key, cb)`; the reason where it keeps its callback. */
function usersOf(code: string, body: keyof typeof bodies = 'one'): unknown {
  const { source, plans } = planFunctions(`const db = require('./db');\nfunction fail(err) { if (err) throw err; }\nfunction load(key, cb) { ${bodies[body]} }\n${code}`);
  const plan = plans.find(({ host }) => host.type !== 'Program' && textOf(source, host).startsWith('function load'));
  if (plan?.signature.form !== 'converted') return plan?.kept;
  const { place } = plan.signature.conversion;
  if (place.form === 'inside') return place.reason;
  return plan.signature.conversion.users.map((user) => `${user.form}: ${textOf(source, user.form === 'value' ? user.mention.parent : user.call)}`);
}

/** The callback, the number of results and of arguments with an error that each user passes on; null where `callbackify` passes as much. */
function handoversOf(code: string, body: keyof typeof bodies): unknown {
  const { plans } = planFunctions(`const db = require('./db');\nfunction load(key, cb) { ${bodies[body]} }\n${code}`);
  const users = plans.flatMap(({ signature }) => (signature.form === 'converted' ? signature.conversion.users : []));
  return users.map((user) => (user.form === 'callbackified' && user.handover ? [user.handover.callback.name, user.handover.results, user.handover.errorCount] : null));
}

describe('a call with a function in place', () => {
  it('is awaited, which needs nothing beside it', () => {
    expect(usersOf('exports.show = (key) => { load(key, (err, row) => { if (err) throw err; log(row); }); };')).toEqual([]);
  });

  it('is wrapped where it is refused', () => {
    expect(usersOf('exports.show = (key) => { const job = load(key, (err, row) => { if (err) return log(err); log(row); }); job.end(); };')).toEqual([
      'callbackified: load(key, (err, row) => { if (err) return log(err); log(row); })',
    ]);
  });

  it('is unseen with an argument too many', () => {
    expect(usersOf('exports.show = (key) => { load(key, 1, (err, row) => { if (err) throw err; log(row); }); };')).toBe('unseen-user');
  });
});

describe('a call with another callback', () => {
  it.each([['load(1, exports.done);'], ['load(1, db.done);'], ['exports.show = (key, done) => { waiting.push(done); load(key, done); };']])('%s', (code) => {
    expect(usersOf(code)).toEqual([expect.stringMatching(/^callbackified: load\(/)]);
  });

  it('is called by a function that passes on as much as before, where that is a variable', () => {
    const code = 'exports.show = (key, done) => { waiting.push(done); load(key, done); };';
    expect(handoversOf(code, 'two')).toEqual([['done', 'one', 2]]);
    expect(handoversOf(code, 'none')).toEqual([['done', 'nothing', 1]]);
    expect(handoversOf(code, 'one')).toEqual([null]);
  });

  it.each([
    ['load(1, exports.done);'],
    ['load(1, db.done);'],
    ['exports.show = (key, done) => { load(key, done); done = null; };'],
  ])('%s is unseen where another number of arguments would be passed', (code) => {
    expect(usersOf(code, 'two')).toBe('unseen-user');
    expect(usersOf(code, 'none')).toBe('unseen-user');
  });

  it.each([['load(...all);'], ['load?.(1, db.done);'], ['load.call(null, 1, db.done);'], ['load(1, 2, db.done);']])('%s is unseen', (code) => {
    expect(usersOf(code)).toBe('unseen-user');
  });
});

describe('a call that may have no callback, of a function that tests whether there is one', () => {
  it.each([
    ['exports.show = (key, done) => { load(key, done); };', 'unseen-user'],
    ['load(1, db.done);', 'unseen-user'],
    ['exports.show = (key) => { const job = load(key, (err, row) => { log(err, row); }); job.end(); };', ['callbackified: load(key, (err, row) => { log(err, row); })']],
  ])('%s', (code, expected) => {
    expect(usersOf(code, 'optional')).toEqual(expected);
    expect(usersOf(code, 'one')).toEqual([expect.stringMatching(/^callbackified: load\(/)]);
  });
});

describe('a call without a callback', () => {
  it.each([
    ['load(1);', ['caught: load(1)']],
    ['load();', ['caught: load()']],
    ['const found = load(1);', 'unseen-user'],
    ['log(load(1));', 'unseen-user'],
    ['exports.show = () => load(1);', 'unseen-user'],
  ])('%s', (code, expected) => {
    expect(usersOf(code, 'optional')).toEqual(expected);
    expect(usersOf(code, 'loud')).toBe('unseen-user');
    expect(usersOf(code, 'one')).toBe('unseen-user');
  });
});

describe('a value', () => {
  it.each([
    ['exports.load = load;', 'value: exports.load = load'],
    ['module.exports = load;', 'value: module.exports = load'],
    ['module.exports = { load };', 'value: load'],
    ['module.exports = { read: load };', 'value: read: load'],
    ['queue(load);', 'value: queue(load)'],
    ['use([load]);', 'value: [load]'],
    ['exports.get = () => { return load; };', 'value: return load;'],
  ])('%s', (code, expected) => {
    expect(usersOf(code)).toEqual([expected]);
    expect(usersOf(code, 'two')).toEqual([expected]);
    expect(usersOf(code, 'none')).toEqual([expected]);
    // `callbackify(load)` passes its receiver on.
    expect(usersOf(code, 'receiver')).toEqual([expected]);
  });

  it.each([
    ['const other = load;'],
    ['exports.get = () => load;'],
    ['load.retries = 3;'],
    ['exports.load = load || fail;'],
    ['exports.is = load === fail;'],
    ['log(typeof load);'],
    ['new load(1);'],
    ['use(`${load}`);'],
    ['use(...load);'],
  ])('%s is unseen', (code) => {
    expect(usersOf(code)).toBe('unseen-user');
  });
});

it('above the line where callbackify is imported', () => {
  const { source, plans } = planFunctions(`exports.load = load;\nconst db = require('./db');\nfunction load(key, cb) { ${bodies.one} }`);
  expect(isBeforeImport(source, nodeAt(source, 'exports.load = load'))).toBe(true);
  expect(isBeforeImport(source, nodeAt(source, "const db = require('./db');"))).toBe(true);
  expect(isBeforeImport(source, nodeAt(source, 'load'))).toBe(true);
  expect(isBeforeImport(source, plans[0]!.host)).toBe(false);
  expect(plans.map(({ kept }) => kept)).toEqual(['unseen-user']);
  const bare = parse('exports.load = load;');
  expect(isBeforeImport(bare, nodeAt(bare, 'load'))).toBe(false);
});

describe('what a conversion gains', () => {
  const program = `const db = require('./db');
    function load(key, cb) { ${bodies.one} }
    function other(key, cb) { db.check(key, (err) => { if (err) return cb(err); load(key, cb); }); }
    exports.show = (key) => { load(key, (err, row) => { if (err) throw err; log(row); }); other(key, (err, row) => { if (err) throw err; log(row); }); };
    class Store {
      get(key, cb) { this.driver.find(key, (err, row) => { if (err) return cb(err); cb(null, row); }); }
      all(keys) { this.get(1, (err, row) => { if (err) throw err; log(row); }); this.get(2, db.done); }
    }`;

  it.each<[start: string, awaited: number, forwarded: number, blocks: number]>([
    ['function load', 1, 1, 1],
    ['function other', 1, 0, 1],
    ['(key, cb)', 1, 0, 1],
  ])('%s: %i calls are awaited, %i forwarded, %i blocks go', (start, ...expected) => {
    const source = parse(program);
    const plans = planRewrites(source, detectCallbacks(source), { functions: true });
    const forwards = new Set<TSESTree.Node>(plans.flatMap(({ body }) => body.completions).flatMap(({ kind, call }) => (kind === 'forward' ? [call] : [])));
    const reader = new UserReader(source, plansOf(plans), { forwards, called: new Map() }, () => false);
    const signature = plans.find(({ host }) => textOf(source, host).startsWith(start))?.signature;
    if (signature?.form !== 'converted') throw new Error(`${start} keeps its callback`);
    const users = reader.usersOf(signature.conversion);
    expect([users?.awaited, users?.forwarded, reader.blocksIn(signature.conversion)]).toEqual(expected);
    expect(users?.users).toEqual([]);
  });
});
