import { describe, expect, it } from 'vitest';

import { planText } from '../../test/plan/plan-text.js';

/** The host `load(path, cb)` around a call of `db.get`, with the statements of its callback. */
const host = (body: string): string => `exports.load = function (path, cb) { db.get(path, function (err, row) { ${body} }); };`;

describe('a host that keeps its callback ends it by callbackify', () => {
  it.each([
    ['one result on every path', 'if (err) return cb(err); db.put(row, function (err, id) { if (err) return cb(err); cb(null, id); });', 1],
    ['no result', 'if (err) return cb(err); db.put(row, function (err) { if (err) return cb(err); cb(); });', 0],
    ['two results', 'if (err) return cb(err); db.put(row, function (err, id) { if (err) return cb(err); cb(null, id, row); });', 0],
    ['a stream', 'if (err) return cb(err); db.put(row, function (err, id) { if (err) return cb(err); cb(null, new RowStream(id)); });', 0],
    ['a path without a call', 'if (err) return cb(err); db.put(row, function (err, id) { if (err) return cb(err); if (id) cb(null, id); });', 0],
  ])('%s', (_, body, count) => {
    expect(planText(host(body), { idiomatic: true }).flatMap(({ body: { callbackified } }) => callbackified)).toHaveLength(count);
  });

  it('only with --idiomatic', () => {
    const body = 'if (err) return cb(err); db.put(row, function (err, id) { if (err) return cb(err); cb(null, id); });';
    expect(planText(host(body)).flatMap(({ body: { callbackified } }) => callbackified)).toEqual([]);
  });
});
