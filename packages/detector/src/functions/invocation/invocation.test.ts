import { describe, expect, it } from 'vitest';

import { functionsOf } from '../../detect.js';
import { parse, siteIn } from '../../../test/nodes.js';
import { isKnownToRepeat, repetitionOf, synchronyOf } from './invocation.js';

describe('what speaks for a callee that calls back more than once', () => {
  it.each([
    ['load(1, function (err, x) { if (err) throw err; use(x); });', null],
    ['rows(query, function (err, row) { if (err) throw err; use(row); }, done);', 'host'],
    ['session(req, res, function (err) { if (err) throw err; });', 'arguments'],
    ['session(req, res, function (err, x) { if (err) throw err; use(x); });', null],
    ['queue.push([1, 2], function (err) { if (err) throw err; });', 'name'],
    ['queue.push({ id }, function (err) { if (err) throw err; });', null],
    ['lib.forEachOf([1, 2], function (x, next) { next(); }, function (err) { if (err) throw err; });', null],
    ['function each(x, next) { next(); } lib.forEachOf([1, 2], each, function (err) { if (err) throw err; });', null],
    ['lib.forEachOf([1, 2], each, function (err) { if (err) throw err; });', 'name'],
    ["bus.emit('save', function (err) { if (err) throw err; });", 'name'],
    ["socket.emit('save', function (err) { if (err) throw err; });", null],
    ['function own(cb) { for (const x of list) cb(null, x); } own(function (err, x) { if (err) throw err; use(x); });', 'definition'],
    ['function own(cb) { cb(null, 1); } own(function (err, x) { if (err) throw err; use(x); });', null],
    ["load(1, function (err) { if (done) throw new Error('called twice'); if (err) throw err; });", 'callback'],
    ['let n = 0; load(1, function (err) { if (err) throw err; if (++n === 2) show(); });', 'callback'],
  ])('%s: %s', (code, expected) => {
    const source = parse(code);
    expect(repetitionOf(source, functionsOf(source), siteIn(source))).toBe(expected);
  });
});

describe('isKnownToRepeat', () => {
  it.each([
    ['[1, 2]', { invoked: 'per-item', items: 0 }, true],
    ['{ id }', { invoked: 'per-item', items: 0 }, false],
    ['jobs', { invoked: 'per-item', items: 0 }, true],
    ['{ id }', { invoked: 'per-item' }, true],
    ['{ id }', { invoked: 'repeated' }, true],
    ['[1, 2]', { invoked: 'once' }, false],
    ['[1, 2]', {}, false],
  ] as const)('push(%s), %j: %j', (items, entry, expected) => {
    const source = parse(`push(${items}, function (err) { if (err) throw err; });`);
    expect(isKnownToRepeat(functionsOf(source), siteIn(source), entry)).toBe(expected);
  });
});

describe('what speaks for a callee that calls back before it returns', () => {
  const use = '(function (err, x) { if (err) throw err; use(x); });';
  const later = 'function own(cb) { setTimeout(() => cb(null, 1), 1); }';
  const mixed = 'function own(cb) { if (known) return cb(null, known); setTimeout(() => cb(null, 1), 1); }';
  const given = 'function own(cb, work) { if (!work) return cb(null, 1); work(cb); }';

  it.each([
    [`load${use}`, null],
    [`load${use} show();`, null],
    [`function own(cb) { cb(null, 1); } own${use}`, 'definition'],
    [`${later} own${use} show();`, null],
    [`${mixed} own${use} show();`, 'definition'],
    [`${mixed} own${use}`, null],
    [`${mixed} exports.f = function () { own${use} };`, 'callers'],
    [`${given} exports.f = function (work) { own(function (err, x) { if (err) throw err; use(x); }, work); };`, 'ordinary'],
    ['let found; load(function (err, x) { if (err) throw err; found = x; }); show(found);', 'host'],
    ['const list = []; const queue = create(); queue.add(1, function (err, x) { if (err) throw err; list.push(x); }); queue.on("idle", function () { show(list); });', 'listener'],
    ["const fs = require('fs'); let found; fs.stat('a', function (err, x) { if (err) throw err; found = x; }); show(found);", null],
  ])('%s: %s', (code, expected) => {
    const source = parse(code);
    expect(synchronyOf(source, functionsOf(source), siteIn(source))).toBe(expected);
  });
});
