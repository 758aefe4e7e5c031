import { describe, expect, it } from 'vitest';

import { convertText, planFunctions } from '../../test/plan/survey-text.js';

/** How many calls of a program have an edge around them, with the way in which their results are passed on. */
function edgesIn(text: string): readonly string[] {
  return planFunctions(text).plans.flatMap(({ body }) => body.callbackified.map(({ handover }) => `${handover.handedOn ? 'call' : handover.results} ${handover.errorCount}${handover.tested ? ' tested' : ''}`));
}

/** A function that stays as it is, since it goes on behind the call. */
const kept = (body: string, front = ''): string => `exports.load = function (key, cb) { ${front} db.find(key, (err, row) => { ${body} }); return 1; };`;

describe('an edge around a call', () => {
  it.each([
    ['one result', kept('if (err) return cb(err); cb(null, row);'), 'one 1'],
    ['no result', kept('if (err) return cb(err); cb(null);'), 'none 1'],
    ['no argument', kept('if (err) return cb(err); cb();'), 'nothing 1'],
    ['two results', kept('if (err) return cb(err); cb(null, row, 1);'), 'results 1'],
    ['now and then a result', kept('if (err) return cb(err); if (row) return cb(null, row); cb(null);'), 'results 1'],
    ['now and then an argument', kept('if (err) return cb(err); if (row) return cb(null, row); cb();'), 'arguments 1'],
    ['what another function passes', kept('if (err) return cb(err); db.open(row, cb);'), 'call 1'],
    ['what two other functions pass', kept('if (err) return cb(err); if (row) return db.open(row, cb); db.close(cb);'), 'arguments 1'],
    ['a result beside an error', kept('log(row); cb(err, row || 1);'), 'arguments 1'],
    ['an optional callback', kept('if (err) return cb && cb(err); if (cb) cb(null, row);'), 'one 1 tested'],
    ['another thing without a callback', kept('if (err) return cb ? cb(err) : log(err.length); cb ? cb(null, row) : log(0);').replace('log(err.length)', 'log(1)'), 'one 1 tested'],
    ['a default', kept('if (err) return cb(err); cb(null, row);', 'cb = cb || function () {};'), 'one 1'],
    ['a call in another function', 'exports.load = function (key, cb) { db.onFree(key, function (free) { db.find(free, (err, row) => { if (err) return cb(err); cb(null, row.id); }); return 1; }); return 1; };', 'one 1'],
  ])('%s', (_, text, expected) => {
    expect(edgesIn(text)).toEqual([expected]);
  });

  it.each([
    ['a path without a call', kept('if (err) return cb(err); if (row) cb(null, row);')],
    ['code behind a call', kept('if (err) return cb(err); cb(null, row); log(row);')],
    ['a callback that takes no error', kept('cb(row);')],
    ['a callback that gets no error here', 'exports.load = function (key, next) { db.find(key, (err, row) => { log(err, row); next(); }); return 1; };'],
    ['a value of its own beside an error', kept('cb(err, key);')],
    ['a stream', kept('if (err) return cb(err); cb(null, new RowStream(row));')],
    ['something published', kept('if (err) return cb(err); bus.publish(row); cb(null, row);')],
    ['another thing for each error', kept('if (err) return cb ? cb(err) : log(1); db.open(row, (err) => { if (err) return cb ? cb(err) : log(2); cb ? cb() : log(0); });')],
    ['an optional callback that is forwarded', kept('if (err) return cb && cb(err); db.open(row, cb);')],
    ['a name of the promise', kept('if (err) return cb(err); if (row) return db.close(cb); db.open(results, cb);')],
    ['two results of which one is forwarded', `${kept('if (err) return cb(err); fs.readFile(row, (err, name) => { cb(err, row, name); });')} const fs = require('fs');`],
    ['an error that comes alone or beside a result', `${kept('if (err) return cb(err); fs.readFile(row, (err, name) => { cb(err, name); });')} const fs = require('fs');`],
    ['a callback that is replaced later', `${kept('if (err) return cb(err); cb(null, row);').replace('return 1', 'cb = null; return 1')}`],
  ])('not for %s', (_, text) => {
    expect(edgesIn(text)).toEqual([]);
  });

  it('is an async function whose outcome the callback gets', () => {
    expect(convertText(kept('if (err) return cb(err); cb(null, row.id);'))).toContain('callbackify(async () => {');
  });
});
