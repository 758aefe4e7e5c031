import { describe, expect, it } from 'vitest';

import { textOf } from '../../../detector/test/nodes.js';
import { candidateIn } from '../../test/plan/survey-text.js';
import { edgeInside, staysOutside } from './edge-inside.js';

const find = 'db.find(key, (err) => { if (err) return cb(err); cb(); });';

/** The statements in front of the async function, and those in it, of a function that keeps its parameters. */
function parts(body: string) {
  const { source, candidate } = candidateIn(`function load(key, cb) { ${body} }`);
  const inside = staysOutside(candidate, 'foreign-position');
  const edge = edgeInside(source, { ...inside, asyncSteps: [], results: 'none', errorCount: 1, passesEmitter: false, missing: { onError: null, onSuccess: null }, returnsPromise: false, users: [], edge: null });
  const show = (statement: Parameters<typeof textOf>[1]): string => textOf(source, statement);
  return { prologue: inside.prologue, outside: inside.prologue.statements.map(show), inside: edge?.form === 'inside' ? edge.statements.map(show) : null, place: inside.place };
}

describe('what stays in front', () => {
  it.each([
    ['what does not mention the callback', 'const name = String(key); log(name);', 2],
    ['what throws at once', "if (!key) throw new Error('no key');", 1],
    ['what leaves without a call', 'if (!key) return;', 1],
    ['a default', 'cb = cb || noop;', 1],
    ['a callback that moves over', "if (typeof key === 'function') { cb = key; key = 1; }", 1],
    ['a callback that is wrapped', 'cb = once(cb);', 1],
    ['a callback that may be wrapped', 'if (cb) { cb = db.wrap(cb); }', 1],
    ['a test', "assert(typeof cb === 'function'); if (!cb) return;", 2],
    ['nothing', '', 0],
  ])('%s', (_, front, count) => {
    const { outside, inside, place } = parts(`${front} ${find}`);
    expect(outside.join(' ')).toBe(front);
    expect(outside).toHaveLength(count);
    expect(inside).toEqual([find]);
    expect(place).toEqual({ form: 'inside', reason: 'foreign-position' });
  });
});

describe('what goes into the async function', () => {
  it.each([
    ['a call of the callback', 'if (!key) return cb();'],
    ['a call in another function', 'use(() => cb());'],
    ['the callback as an argument', 'db.save(key, cb);'],
    ['a function that calls it', 'const done = () => cb();'],
  ])('%s', (_, front) => {
    expect(parts(`log(key); ${front} ${find}`)).toMatchObject({ outside: ['log(key);'], inside: [front, find] });
  });

  it('not a function declaration behind it', () => {
    expect(parts(`function before() {} ${find} function behind() {}`)).toMatchObject({ outside: [], inside: [find] });
  });
});

describe('whether the callback may be missing', () => {
  it.each([
    ['db.find(key, (err) => { if (cb) cb(err); });', true],
    [`if (!cb) cb = noop; ${find}`, false],
    [find, false],
  ])('%s: %j', (body, expected) => {
    expect(parts(body).prologue).toMatchObject({ optional: expected, tested: expected, silent: true });
  });
});

describe('no edge', () => {
  it.each([
    ['a name of the async function is used in front of it', `show(); if (!key) return cb(); var name = key; ${find} function show() { log(name); }`],
    ['a name of the async function is used behind it', `if (!key) return cb(); const name = key; ${find} function show() { log(name); }`],
    ['it would throw later', `if (!key) return cb(); if (key < 0) throw new Error('none'); ${find}`],
  ])('%s', (_, body) => {
    expect(parts(body).inside).toBeNull();
  });

  it('is needed for a throw that is caught, and for names of its own', () => {
    const body = `if (!key) return cb(); try { throw key; } catch (e) { return cb(e); } ${find}`;
    expect(parts(body).inside).toHaveLength(3);
    expect(parts(`if (!key) return cb(); const name = key; log(name); ${find}`).inside).toHaveLength(4);
  });
});
