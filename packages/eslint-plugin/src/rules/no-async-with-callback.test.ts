import { testRule } from '../../test/rule-testers.js';
import rule from './no-async-with-callback.js';

const message = '`cb` is called in an async function: what it throws rejects the promise of the function, and who awaits that gets no result';

testRule('no-async-with-callback', rule, {
  valid: [
    { name: 'a function that is not async', code: 'function load(id, cb) { db.find(id, (err, row) => { if (err) return cb(err); cb(null, row); }); }' },
    { name: 'an async function that returns', code: 'async function load(id) { return (await db.find(id)).name; }' },
    { name: 'a callback that takes no error', code: 'async function each(rows, cb) { for (const row of rows) cb(row); }' },
    { name: 'an argument', code: "queue.process(async (job, done) => { await run(job); done(null, job); }); it('loads', async (done) => { await load(); done(); });" },
    { name: 'a function that is passed by name', code: 'async function work(job, done) { try { await run(job); done(null, job); } catch (err) { done(err); } } queue.process(work);' },
    { name: 'a request handler', code: 'module.exports = async function (req, res, next) { try { res.send(await load()); next(null); } catch (err) { next(err); } };' },
    { name: 'a function of a cloud runtime', code: 'exports.handler = async (event, context, callback) => { callback(null, await load(event)); };' },
    { name: 'the function of a caller', code: 'async function load(id, cb) { await db.find(id); } load(1, (err) => { if (err) throw err; });' },
    { name: 'a guard', code: "async function load(id, cb) { if (typeof cb === 'function') throw new TypeError('no callback'); return db.find(id); }" },
  ],
  invalid: [
    {
      name: 'each call',
      code: `async function load(id, cb) {
  try {
    cb(null, await db.find(id));
  } catch (err) {
    cb(err);
  }
}`,
      errors: [{ message, line: 3, column: 5, endColumn: 32 }, { message, line: 5 }],
    },
    {
      name: 'calls in callbacks inside of it',
      code: 'exports.load = async (id, cb) => { await open(); db.find(id, (err, row) => { if (err) return cb(err); cb(null, row); }); };',
      errors: [{ message }, { message }],
    },
    { name: 'methods', code: 'class Store { async load(id, cb) { const row = await db.find(id); cb(null, row); } }', errors: [{ message }] },
  ],
});
