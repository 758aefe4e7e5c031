import { describe, expect, it } from 'vitest';

import { Bindings } from '../bindings/bindings.js';
import { callAt, parse } from '../../test/nodes.js';
import { matchCalleeConvention } from './callee-convention.js';
import { collectCandidates } from './candidates.js';

describe('matchCalleeConvention', () => {
  it.each([
    ['db.findOne({ id }, function () { use() })', true],
    ['db.findOne({ id }, function (doc) { use(doc) })', false],
    ['db.findOne({ id }, function (doc) { use() })', true],
    ['db.close(() => done())', true],
    ['db.close(1, () => done())', true],
    ['db.close(true, () => done())', true],
    ['db.close({ force: true }, () => done())', true],
    ['db.close(name, () => done())', false],
    ['db.close(opts, () => done())', true],
    ['db.close(() => false)', true],
    ['db.close(() => true)', false],
    ['db.storeUser({ id }, () => done())', true],
    ['pool.releaseConnection(connection, leased, function () { return exits.success(rows) })', true],
    ['pool.releaseConnection(connection, leased, function () { return connect() })', false],
    ['db.setObject(id, value, () => update())', true],
    ['db.setObject(id, value, () => update(id))', false],
    ['db.setObject(id, () => update())', false],
    ['socket.connect({ port: 1 }, () => done())', false],
    ['db.addUser({ id }, () => done())', true],
    ["db.addUser('a', 'b', () => done())", true],
    ["db.addUser('a', () => done())", false],
    ['db.addHook({ id }, () => done())', false],
    ['db.add(null, item, () => done())', true],
    ['db.add(item, () => done())', false],
    ['db.ping(opts, () => done(true), () => done(false))', false],
    ['db.storeUser({ id }, () => { if (a) return processNext(); return fail(err) })', true],
    ['db.storeUser({ id }, () => { return compute(x) })', false],
    ['db.storeUser({ id }, () => { return load(x, (err, y) => done(err, y)) })', true],
    ['db.storeUser({ id }, () => { return list.map((x) => x.id) })', false],
    ['db.put({ id: 1 }, () => done())', true],
    ['db.put([t], () => done()); const t = { id: 1 }', true],
    ['db.put(t, () => done()); const t = { id: 1 }', true],
    ['db.put(t, () => done())', false],
    ['this.timers.set("lock", 10, () => done())', false],
    ['db.executeSql(sql, [], function (tx, error) { fail(error) })', false],
    ['db.stat(() => done())', false],
    ['db.other(1, () => done())', false],
    ['db.findOne(function () {}, 1)', false],
    ['db.findOne({ id }, function () { return 1 })', false],
    ['zip.pack(data, (_, packed) => { use(packed) })', true],
    ['zip.pack(data, (_, packed) => { use(_, packed) })', false],
    ['zip.pack(data, (_, packed) => {})', false],
    ['zip.findPacked((_, packed) => { use(packed) })', true],
    ['zip.findIndex((_, i) => { use(i) })', false],
    ['read(err || true, () => {})', true],
    ['read(ended, () => {})', true],
    ['read(null, () => {})', false],
    ['read(path, () => {})', false],
    ['send(err || true, () => {})', false],
    ["zip.tapAsync('pack', (_, done) => { done() })", false],
    ["zip.addParser('text', (_request, body, done) => { done(null, body) })", false],
    ['db.rollback(() => done(err))', true],
    ['db.rollback(name, () => done())', false],
    ['all.forEachHeader(headers, (_, name) => { use(name) })', false],
    ['_.map(list, (_v, i) => { use(i) })', false],
  ])('%s: %s', (code, expected) => {
    const source = parse(code);
    const bindings = new Bindings(source);
    const found = collectCandidates(callAt(source, code.slice(0, 4)), bindings);
    expect(found.some((candidate) => matchCalleeConvention(candidate, bindings, source.visitorKeys))).toBe(expected);
  });
});
