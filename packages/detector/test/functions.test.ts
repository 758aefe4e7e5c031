import { type CompletionHandler, functionsOf, nodesOf, summarizeFunctions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

/** What the first function of a program does with its last parameter. */
function handlerOf(code: string): CompletionHandler | null {
  const source = parseSource(code, 'snippet.js');
  const [fn] = nodesOf(source).functions;
  return fn ? functionsOf(source).handlerOf(fn, fn.params.length - 1) : null;
}

const required = `const fs = require('fs');\n`;

describe('the protocol', () => {
  it.each([
    ['function f(cb) { cb(null, 1); }', 'error-first'],
    ['function f(cb) { cb(new Error("a")); }', 'likely-error-first'],
    ['function f(cb) { cb(1); }', 'result-only'],
    ['function f(cb) { other(cb); }', 'unknown'],
    ['function f(ok, fail) { try { ok(); } catch (e) { fail(e); } }', 'failure-only'],
    ['function f(ok, fail) { get((err, page) => { if (err && fail) fail(err); else ok(page); }); }', 'failure-only'],
    ['function f(ok, fail) { ok(); check().catch(fail); fail(new Error("a")); }', 'failure-only'],
    ['function f(visit, cb) { visit(1); if (!other(cb)) cb(new Error("a")); }', 'likely-error-first'],
    ['function f(visit, cb) { visit(1); get((err) => cb(err)); }', 'likely-error-first'],
    ['function f(cb) { try { cb(read()); } catch (e) { cb(e, true); } }', 'result-only'],
    [`${required}function f(p, cb) { fs.stat(p, cb); }`, 'error-first'],
    [`${required}function f(p, cb) { fs.stat(p, (x, stats) => cb(x, stats)); }`, 'error-first'],
    [`${required}function f(p, cb) { g(p, (x, y) => cb(x, y)); }\nfunction g(p, done) { fs.stat(p, (z, stats) => done(z, stats)); }`, 'error-first'],
  ])('%s', (code, protocol) => {
    expect(handlerOf(code)?.protocol).toBe(protocol);
  });
});

describe('how often', () => {
  it.each([
    ['function f(cb) { db.get(cb); }', 'unknown'],
    ['function f(cb) { cb = once(cb); each(cb); }', 'at-most-once'],
    ['function f(cb) { for (const id of ids) db.get(id, cb); }', 'repeated'],
    ['function f(cb) { g(cb); } function g(done) { setInterval(done, 10); }', 'repeated'],
  ])('%s', (code, invoked) => {
    expect(handlerOf(code)?.invoked).toBe(invoked);
  });
});

describe('when', () => {
  it.each([
    ['function f(cb) { cb(null, 1); }', 'at-once', 'never'],
    ['function f(cb) { if (bad) return cb(new Error("a")); setTimeout(() => cb(null, 1), 10); }', 'later', 'at-once'],
    ['function f(cb) { if (known) return cb(null, known); process.nextTick(cb, null, 1); }', 'mixed', 'later'],
    [`${required}function f(p, cb) { fs.stat(p, cb); }`, 'later', 'later'],
    [`${required}function f(p, cb) { fs.stat(p, (err, stats) => { if (err) return cb(err); cb(null, stats); }); }`, 'later', 'later'],
    ['function f(cb) { items.forEach((item) => cb(null, item)); }', 'at-once', 'never'],
    ['function f(cb) { function done(err) { cb(err); } done(null); }', 'at-once', 'at-once'],
    ['function f(cb) { g(cb); } function g(done) { done(); }', 'at-once', 'never'],
    ['function f(cb) { this.on("end", () => cb()); }', 'later', 'never'],
    ['function f(cb) { load().then((x) => cb(null, x), cb); }', 'later', 'later'],
    ['function f(cb) { this.waiting.push(cb); }', 'unknown', 'unknown'],
    ['function f(cb) { other(cb); }', 'unknown', 'unknown'],
    ['async function f(cb) { const y = await x; cb(null, y); }', 'later', 'never'],
    ['async function f(cb) { if (!x) return cb(); cb(null, await x); }', 'mixed', 'never'],
    ['function f(cb) { (function () { cb(); })(); }', 'at-once', 'never'],
    ['function f(cb) { cb = cb || noop; cb.call(this, null); }', 'at-once', 'never'],
  ])('%s', (code, onSuccess, onError) => {
    expect([handlerOf(code)?.onSuccess, handlerOf(code)?.onError]).toEqual([onSuccess, onError]);
  });
});

it('tells what else a function does with its callback', () => {
  const handler = handlerOf(`function f(id, cb) {
    if (!cb) return;
    try { if (id) return cb.call(this, null); } catch (error) { return cb(error, id); }
    cb(new Error('none'), id, rows.first);
  }`);
  expect(handler).toMatchObject({ position: 1, optional: true, usesThis: true, errorWithResult: true, insideTry: false });
  expect(handler?.results).toEqual({ count: 2, names: ['id', 'first'] });
  expect(handler?.alwaysPassed).toEqual([1]);
});

it('knows a callback that an earlier parameter may hold', () => {
  expect(handlerOf('function f(options, cb) { if (!cb) { cb = options; options = {}; } cb(null, 1); }')?.position).toBe('shuffled');
});

it('sums a file up as plain data', () => {
  const source = parseSource(`${required}
    class Store {
      load(path, cb) { fs.readFile(path, cb); this.#count(cb); }
      #count(done) { done(); }
    }
    function main() { try { new Store().load('a', show); } catch {} }
    const show = (err, text) => log(err, text);
    main();`, 'snippet.js');
  const summary = summarizeFunctions(source, functionsOf(source));
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  const [load, count, main, show] = summary;
  expect(load).toMatchObject({ name: 'load', handlers: [{ position: 1, protocol: 'error-first' }], calls: [{ callee: 'fs.readFile', forwards: [[0, 0], [1, 1]] }, { callee: count?.id, forwards: [[1, 0]] }] });
  expect(count).toMatchObject({ name: '#count', calledBy: [{ caller: load?.id, isValueUsed: false, insideTry: false }] });
  expect(main).toMatchObject({ name: 'main', calledBy: [{ caller: null, isValueUsed: false, insideTry: false }] });
  expect(show).toMatchObject({ name: 'show', handlers: [], calledBy: [] });
});
