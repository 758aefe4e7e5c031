import { type CompletionHandler, type ImportedFunctions, detectCallbacks, functionsOf, nodesOf, prefilter } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

/** What the first function of a program does with its last parameter. */
function handlerOf(code: string): CompletionHandler | null {
  const source = parseSource(code, 'snippet.js');
  const [fn] = nodesOf(source).functions;
  return fn ? functionsOf(source).handlerOf(fn, fn.params.length - 1) : null;
}

const required = `const fs = require('fs');\n`;

describe('protocol', () => {
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

describe('invoked: how often a function calls back', () => {
  it.each([
    ['function f(cb) { db.get(cb); }', 'unknown'],
    ['function f(cb) { cb = once(cb); each(cb); }', 'at-most-once'],
    ['function f(cb) { for (const id of ids) db.get(id, cb); }', 'repeated'],
    ['function f(cb) { g(cb); } function g(done) { setInterval(done, 10); }', 'repeated'],
  ])('%s', (code, invoked) => {
    expect(handlerOf(code)?.invoked).toBe(invoked);
  });
});

describe('onSuccess and onError: when a function calls back', () => {
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
    ['function f(cb) { cb(null, 1); async function unused() { await x; cb(null, 2); } }', 'at-once', 'never'],
    ['async function f(cb) { if (!x) return cb(); cb(null, await x); }', 'mixed', 'never'],
    ['function f(cb) { (function () { cb(); })(); }', 'at-once', 'never'],
    ['function f(cb) { cb = cb || noop; cb.call(this, null); }', 'at-once', 'never'],
    ['function f(fn, cb) { fn(() => cb(null, 1)); }', 'as-passed', 'never'],
    ['function f(fns, cb) { if (fns.length === 0) return cb(null); fns[0](() => cb(null)); }', 'unless-passed-waits', 'never'],
    ['function f(fns, cb) { (function next(i) { if (i === fns.length) return cb(null); fns[i](() => next(i + 1)); })(0); }', 'at-once', 'never'],
    ['function f(fns, cb) { if (fns.length === 0) return cb(null); fns[0](() => setTimeout(cb, 1)); }', 'mixed', 'later'],
    ['function f(ids, cb) { if (!ids[0]) return cb(null); setTimeout(() => f(ids.slice(1), (err) => cb(err)), 1); }', 'mixed', 'later'],
    ['function f(ids, cb) { if (!ids[0]) return cb(null); f(ids.slice(1), (err) => cb(err)); }', 'at-once', 'at-once'],
    ['function f(ids, cb) { if (ids[0]) return f(ids.slice(1), cb); setTimeout(cb, 1); }', 'later', 'later'],
  ])('%s', (code, onSuccess, onError) => {
    expect([handlerOf(code)?.onSuccess, handlerOf(code)?.onError]).toEqual([onSuccess, onError]);
  });
});

it('reads optional, usesThis, errorWithResult, insideTry, results and alwaysPassed', () => {
  const handler = handlerOf(`function f(id, cb) {
    if (!cb) return;
    try { if (id) return cb.call(this, null); } catch (error) { return cb(error, id); }
    cb(new Error('none'), id, rows.first);
  }`);
  expect(handler).toMatchObject({ position: 1, optional: true, usesThis: true, errorWithResult: true, insideTry: false });
  expect(handler?.results).toEqual({ count: 2, names: ['id', 'first'] });
  expect(handler?.alwaysPassed).toEqual([1]);
});

it('calls the position shuffled if an earlier parameter may hold the callback', () => {
  expect(handlerOf('function f(options, cb) { if (!cb) { cb = options; options = {}; } cb(null, 1); }')?.position).toBe('shuffled');
});

describe('errorWithResult: whether a call passes a result with an error', () => {
  it.each([
    ['function f(cb) { cb(new Error("a"), 1); }', true],
    ['function f(cb) { cb(new Error("a"), null); }', false],
    ['function f(cb) { const parsed = parse(); cb(parsed.error, parsed.value); }', true],
    ['function f(cb) { g((err, x) => cb(err, x)); }', false],
    ['function f(cb) { g((err, x) => cb(err || null, x && x.id)); }', false],
    ['function f(cb) { g((err, x) => cb(err, !!x)); }', true],
    ['function f(id, cb) { g((err) => cb(err, id)); }', true],
    ['function f(id, cb) { g((err) => { if (err) return cb(err); cb(err, id); }); }', false],
    ['function f(id, cb) { g((err) => { if (!err) cb(err, id); else cb(err); }); }', false],
    ['function f(id, cb) { try { g(); } catch (e) { cb(e, id); } }', true],
    ['function f(id, cb) { g((err) => process.nextTick(cb, err, id)); }', true],
    ['function f(id, cb) { g((err) => cb.call(this, err, id)); }', true],
    ['function f(cb) { const done = (err, x) => cb(err, x); done(null, 1); done(new Error("a")); }', false],
    ['function f(cb) { const done = (err, x) => cb(err, x); done(new Error("a"), 1); }', true],
    ['function f(cb) { g(cb); } function g(done) { done(new Error("a"), 1); }', true],
  ])('%s', (code, errorWithResult) => {
    expect(handlerOf(code)?.errorWithResult).toBe(errorWithResult);
  });
});

describe('readsLength: whether a function reads the number of parameters of its callback', () => {
  it.each([
    ['function f(cb) { if (cb.length > 1) cb(null, 1); else cb(); }', true],
    ['function f(cb) { cb(null, list.length); }', false],
    ['function f(cb) { const done = cb || noop; const { length } = done; done(null, length); }', true],
    ['function f(cb) { g(cb); } function g(done) { done(null, done["length"]); }', true],
    ['function f(cb) { other(cb); }', false],
    ['function f(list, cb) { if (!cb) { cb = list; list = []; } cb(null, list.length); }', false],
    ['function f(list) { const cb = list; list = []; cb(null, list.length); }', false],
    ['function f(list) { const cb = list; list = []; cb(null, cb.length); }', true],
  ])('%s', (code, readsLength) => {
    expect(handlerOf(code)?.readsLength).toBe(readsLength);
  });
});

describe('returnsHandle: whether a call returns a handle', () => {
  it.each([
    ['function f(cb) { const req = send(cb); return req; }', true],
    ['function f(cb) { send(cb); return this; }', true],
    ['function f(cb) { return new Request(cb); }', true],
    ['function f(cb) { return setTimeout(cb, 10); }', true],
    ['const f = (cb) => setTimeout(cb, 10);', true],
    ['function f(cb) { send(cb); return true; }', true],
    ['async function f(cb) { cb(null, await x); }', true],
    ['function f(cb) { return g(cb); } function g(done) { send(done); return { close }; }', true],
    ['function f(cb) { return g.call(this, cb); } function g(done) { send(done); return { close }; }', true],
    ["const { exec } = require('child_process');\nfunction f(cb) { return exec('ls', cb); }", true],
    ['function f(cb) { if (!cb) cb = noop; return req || promise; }', true],
    ['function f(cb) { send(cb); }', false],
    ['function f(cb) { return send(cb); }', false],
    ['function f(cb) { return process.nextTick(cb); }', false],
    ['function f(cb) { if (known) return setTimeout(cb, 10); send(cb); }', false],
    ['function f(cb) { if (!id) return false; send(cb); }', false],
    ['function f(cb) { if (bad) return cb && cb(new Error("a")); send(cb); }', false],
    ['function f(cb) { const ended = cb(null); return ended; }', false],
    ['function f(cb) { if (!cb) return promise; send(cb); }', false],
    ['function f(cb) { if (cb) { send(cb); return; } return promise; }', false],
    ['function f(cb) { let promise; if (!cb) promise = load(); send(cb); return promise; }', false],
    ['function f(cb) { cb = cb || promised(); send(cb); return cb.promise; }', false],
    ['function f(cb) { return f(cb); }', false],
    ['function f(cb) { send(cb); return null; }', false],
    ['function f(cb) { return void send(cb); }', false],
  ])('%s', (code, isHandle) => {
    const source = parseSource(`${code}\nf(done);`, 'snippet.js');
    const call = nodesOf(source).calls.find(({ callee, range }) => callee.type === 'Identifier' && callee.name === 'f' && range[0] > code.length);
    expect(call && functionsOf(source).returnsHandle(call)).toBe(isHandle);
  });
});

describe('a callee of another file', () => {
  const atOnce = { ...handlerOf('function f(cb) { cb(null, 1); }')!, readsLength: true };
  const imported: ImportedFunctions = { './x': { load: [{ parameters: [null, atOnce], last: [null, null, atOnce], returnsHandle: true }] } };
  const factsOf = (code: string) => {
    const source = parseSource(`const x = require('./x');\n${code}`, 'snippet.js');
    const call = nodesOf(source).calls.find(({ arguments: args }) => args.length > 1)!;
    return { functions: functionsOf(source, { imported }), call, last: call.arguments.at(-1)! };
  };

  it.each([
    ['x.load(1, cb);', 1],
    ['x.load.call(x, 1, cb);', 1],
    ['x.load(1, 2, 3, cb);', 1],
    ['x.open(1, cb);', 0],
  ])('has the handlers of its definitions: %s', (code, count) => {
    const { functions, call, last } = factsOf(code);
    expect(functions.handlersOf(call, last)).toEqual(Array.from({ length: count }, () => atOnce));
  });

  it('answers all questions like a callee of the file', () => {
    const { functions, call, last } = factsOf('x.load(1, cb);');
    expect(functions.protocolOfArgument(call, 1)).toBe('error-first');
    expect(functions.timingOfArgument(call, last)).toBe('at-once');
    expect(functions.returnsHandle(call)).toBe(true);
    expect(functions.hasDefinition(call, last)).toBe(true);
  });

  it('decides about a function of the file that forwards its callback to it', () => {
    const source = parseSource("const x = require('./x'); function f(cb) { try { return x.load(1, cb); } catch (e) { log(e); } }", 'snippet.js');
    const functions = functionsOf(source, { imported });
    const [fn] = nodesOf(source).functions;
    expect(functions.handlerOf(fn!, 0)).toMatchObject({ protocol: 'error-first', onSuccess: 'at-once', onError: 'never', readsLength: true, insideTry: true });
  });

  it('makes a callback error-first whose parameters do not show it', () => {
    const source = parseSource("const x = require('./x'); x.load(1, function (a, b) { show(a, b); });", 'snippet.js');
    expect(detectCallbacks(source, { imported })).toMatchObject([{ kind: 'error-first', evidence: 'definition' }]);
    expect(detectCallbacks(source)).toMatchObject([{ kind: 'other' }]);
    expect([prefilter(source, { imported }).mayPass, prefilter(source).mayPass]).toEqual([true, false]);
  });
});

it('moves an argument to a later parameter only if that has no argument of its own', () => {
  const code = 'function f(filter, cb) { if (!cb) { cb = filter; filter = null; } load(filter); cb(null, 1); }\n';
  const protocolOf = (call: string): string => {
    const source = parseSource(`${code}${call}`, 'snippet.js');
    const [node] = nodesOf(source).calls.filter(({ range }) => range[0] >= code.length);
    return functionsOf(source).protocolOfArgument(node!, 0);
  };
  expect(['f(show);', 'f(isOwn, show);'].map(protocolOf)).toEqual(['error-first', 'unknown']);
});
