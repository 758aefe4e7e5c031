import { describe, expect, it } from 'vitest';

import { callAt, functionAt, parse, siteIn } from '../../../detector/test/nodes.js';
import { hasOwnDirective, isNamedInCall, matchBinding, refersToItself, usesOwnThis } from './callback-shape.js';

const callback = 'function (err, x) { if (err) throw err; use(x); }';

describe('how the callback is passed', () => {
  it.each([
    [`load(${callback});`, 'none', false],
    ['load((err) => { if (err) throw err; });', 'none', false],
    ['load(done);', 'none', true],
    [`load(${callback}.bind(this));`, 'this', false],
    ['load(done.bind(this));', 'this', true],
    [`load(${callback}.bind(other));`, 'other', false],
    ['load(done.bind(other));', 'other', true],
  ] as const)('%s: bound: %s, named: %j', (code, expected, isNamed) => {
    const site = siteIn(parse(`${code}\nfunction done(err) { if (err) throw err; }`));
    expect(matchBinding(site)).toBe(expected);
    expect(isNamedInCall(site)).toBe(isNamed);
  });

  it.each([
    ['load(done.bind(null, 1));', 'arguments'],
    ['load(once(done));', 'wrapped'],
    ['load(handlers.done);', 'wrapped'],
  ] as const)('%s: bound: %s', (code, expected) => {
    const [argument] = callAt(parse(code), 'load').arguments;
    if (!argument || argument.type === 'SpreadElement') throw new Error('no argument');
    expect(matchBinding({ ...siteIn(parse(`load(${callback});`)), argument })).toBe(expected);
  });
});

describe('what a function is by itself', () => {
  it.each([
    ['function () { use(this.x); }', true, false, false],
    ['function () { later(() => this.x); }', true, false, false],
    ['function () { later(function () { use(this.x); }); }', false, false, false],
    ['function () { use(new.target); }', true, false, false],
    ['() => this.x', false, false, false],
    ['function again() { again(); }', false, true, false],
    ['function again() { use(); }', false, false, false],
    ["function () { 'use strict'; use(); }", false, false, true],
    ["function () { use(); 'use strict'; }", false, false, false],
  ])('%s: depends on its `this`: %j, refers to itself: %j, has a directive: %j', (code, ownThis, itself, directive) => {
    const source = parse(`f = ${code};`);
    const fn = functionAt(source, code);
    expect([usesOwnThis(source, fn), refersToItself(source, fn), hasOwnDirective(fn)]).toEqual([ownThis, itself, directive]);
  });
});
