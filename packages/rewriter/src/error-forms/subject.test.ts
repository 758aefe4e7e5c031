import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { variablesOf } from '../callback/result-form.js';
import { errorIn, nodeAt, parse, siteIn, textOf } from '../../../detector/test/nodes.js';
import { ErrorSubject, matchFirstTest, throwsOnly } from './subject.js';

function read(callback: string) {
  const source = parse(`load(${callback});`);
  const site = siteIn(source);
  const subject = new ErrorSubject({
    callback: site.callback,
    error: site.error?.variable ?? null,
    results: site.results.flatMap((parameter) => variablesOf(source, site.callback, parameter)),
    callsWithCallback: new Set(),
    followsNodeContract: false,
    isExact: true,
    readsArguments: false,
    declaredBy: (declaration) => source.scopeManager.getDeclaredVariables(declaration),
  });
  const show = (node: TSESTree.Node | null): string | null => node && textOf(source, node);
  return { subject, show };
}

describe('the guard of a callback', () => {
  it.each([
    ['if (err) throw err; use(x);', 'throw err;', null, false],
    ['if (err) { throw err; } else { use(x); }', '{ throw err; }', '{ use(x); }', false],
    ['if (!err) use(x); else stop(err);', 'stop(err);', 'use(x);', false],
    ['if (err != null) return cb(err); cb(null, x);', 'return cb(err);', null, false],
    ['var n; if (err) return cb(err); use(x);', 'return cb(err);', null, false],
    ['let list = []; if (err) return cb(err); use(x, list);', 'return cb(err);', null, false],
    ['if (err && err.code) return cb(err); go();', 'if (err && err.code) return cb(err);', null, true],
    ['if (err) show(err); go();', 'show(err);', null, true],
    ['if (err) return cb(err); cb(err, x);', 'return cb(err);', null, false],
    ['if (err) return stop(err); use(x); function stop(e) { cb(e); } function close() { use(x); }', 'return stop(err);', null, false],
    ['if (err) return stop(err); use(x); function stop(x) { cb(x); }', 'return stop(err);', null, false],
  ])('%s: handler %s, otherwise %s, goes on: %j', (body, handler, otherwise, fallsThrough) => {
    const { subject, show } = read(`(err, x) => { ${body} }`);
    const { guard } = subject;
    expect(guard && [show(guard.handler), show(guard.otherwise), guard.fallsThrough]).toEqual([handler, otherwise, fallsThrough]);
  });

  it.each([
    'use(x); if (err) throw err;',
    'if (x) throw err; use(x);',
    'if (err) return cb(err, x); use(x);',
    'let list = [1]; if (err) return cb(err, list); use(x);',
    'let list = []; if (err) return cb(list); use(x);',
    'if (err) show(err); use(x);',
    'if (err) return cb(err); show(x, err);',
    'err = err || null; if (err) throw err;',
    'if (err) return stop(err); use(x); function stop(e) { close(x); cb(e); }',
    'function stop(e) { end(e); } function end(e) { close(x); cb(e); } if (err) return stop(err); use(x);',
    'cb(err, x);',
  ])('%s: none', (body) => {
    expect(read(`(err, x) => { ${body} }`).subject.guard).toBeNull();
  });
});

describe('the facts about a callback', () => {
  it.each([
    ['(err, x) => cb(err, x)', true, true, 'cb(err, x)'],
    ['(err, x) => { cb(err, x); }', true, true, 'cb(err, x)'],
    ['(err, x) => { use(x); }', false, false, 'use(x)'],
    ['(err, x) => { err = null; use(err); }', true, false, null],
    ['(err = null, x) => { if (err) throw err; }', true, false, null],
    ['(err, x) => { if (err) throw err; use(x); }', true, true, null],
  ])('%s: error read: %j, plain: %j, only: %s', (callback, isRead, isPlain, only) => {
    const { subject, show } = read(callback);
    expect([subject.readError !== null, subject.plainError !== null, show(subject.only)]).toEqual([isRead, isPlain, only]);
  });
});

it.each([
  ['err && x', 'err && x'],
  ['err && x && y', 'err && x'],
  ['!err && x', null],
  ['x && err', null],
  ['err || x', null],
  ['err', null],
])('the part of %s that begins with the error: %s', (test, expected) => {
  const source = parse(`load((err, x) => { if (${test}) throw err; });`);
  const statement = nodeAt(source, `if (${test}) throw err;`) as TSESTree.IfStatement;
  const found = matchFirstTest(statement.test, errorIn(source));
  expect(found && textOf(source, found)).toBe(expected);
});

it.each([
  ['throw err;', true],
  ['{ throw err; }', true],
  ['throw new Error(err);', false],
  ['{ show(err); throw err; }', false],
  ['throw x;', false],
  ['cb(err);', false],
])('%s only throws the error: %j', (handler, expected) => {
  const source = parse(`load((err, x) => { if (err) ${handler} });`);
  const statement = nodeAt(source, `if (err) ${handler}`) as TSESTree.IfStatement;
  expect(throwsOnly(statement.consequent, errorIn(source))).toBe(expected);
});
