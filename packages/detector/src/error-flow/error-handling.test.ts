import { describe, expect, it } from 'vitest';

import { sitesOf } from '../../test/sites.js';

/** The site of a callback that is passed to `fs.readFile`. */
function siteOf(callback: string) {
  const [site] = sitesOf(`const fs = require('fs');
function die(e) { console.log(e); process.exit(1); }
fs.readFile(p, ${callback});`).filter(({ api }) => api === 'fs.readFile');
  return site!;
}

describe('handled', () => {
  it.each([
    'function (err, data) { if (err) return; use(data) }',
    'function (err, data) { if (err) throw err; use(data) }',
    'function (err, data) { if (err) { log(err); return cb(err) } use(data) }',
    'function (err, data) { if (err) process.exit(1); use(data) }',
    'function (err, data) { if (err) die(err); use(data) }',
    'function (err, data) { if (err) console.error(err); else use(data) }',
    'function (err, data) { if (err) console.error(err); }',
    'function (err, data) { if (!err) use(data) }',
    'function (err, data) { if (!err) { use(data) } else { log(err) } }',
    'function (err, data) { cb(err, data) }',
    'function (err, data) { this.last = { error: err, data }; cb(err, data) }',
    'function (err, data) { if (data) { data = data.map(parse) } this.last = { error: err, data }; cb(err, data) }',
    'function (err, data) { release(); done(); if (fatalError || this.failed) return; if (err) return cb(err); use(data) }',
    'function (err, data) { if (err) grunt.warn(err); use(data); }',
    'function (err, data) { if (err) grunt.fail.warn(err); use(data); }',
    'function (err, data) { cb(err, data && data.x) }',
    'function (err, data) { console.log(err, data) }',
    'function (err, data) { return err ? cb(err) : cb(null, data) }',
    'function (err, data) { err ? cb(err) : cb(null, data) }',
    'function (err, data) { err && cb(err); }',
    "function (err, data) { if (err && err.code !== 'ENOENT') return done(err); use(data || '{}') }",
    'function (err, data) { assert.ifError(err); use(data) }',
    'function (err, data) { assert(!err); use(data) }',
    'function (err, data) { t.error(err); use(data) }',
    'function (err, data) { t.notOk(err); use(data) }',
    'function (err, data) { should.not.exist(err); use(data) }',
    'function (err, data) { expect(err).to.be.null; use(data) }',
    'function (err, data) { if (data) use(data); else cb(err) }',
    'function (err, data) { if (!data) return cb(err); use(data) }',
    "function (err, data) { if (err || !data) return cb(err || new Error('x')); use(data) }",
    'function (err, data) { if (err == null) use(data) }',
    'function (err, data) { if (err !== null) { return cb(err) } use(data) }',
    'function (err, data) { switch (true) { case !!err: return cb(err); default: use(data) } }',
    'function (err, data) { data; if (err) return cb(err); cb(null) }',
    'function (err, data) { try { if (err) throw err; use(data) } catch (e) { cb(e) } }',
    'function (err, data) { try { if (err) throw err; x = use(data) } catch (e) { return next() } next(null, x) }',
    'function (err, data) { try { if (err) x = err; else x = use(data) } catch (e) { x = e } next(x, data) }',
    'function (err, data) { try { if (err) return cb(err); use(data) } catch (e) { return next() } }',
    'function (err, data) { for (;;) { if (err) break; use(data) } }',
    'function (err, data) { list.forEach(function (x) { if (err) return; use(data) }) }',
    'function (err) { if (err) console.log(err); }',
    'function (err, st) { let type; if (err || !st) { type = 1 } else { type = 2 } use(st, type) }',
    'function (err) { cb(err) }',
    'function (err) { if (err) return cb(err); cb() }',
    'function (err) { done(err) }',
    'function (err) { reject(err) }',
    'function (err) { process.nextTick(function () { cb(err) }) }',
    "function (err, data) { if (err) { self.emit('error', err) } else { self.emit('x', data) } }",
    'function (err, data) { setTimeout(function () { cb(err, data) }, 3) }',
    'function (err, data) { function fin() { use(data) } if (err) return cb(err); fin() }',
    '(err, data) => cb(err, data)',
    '(err, data) => { res = data; error = err; go() }',
    'function (...args) { cb(...args) }',
    'function () { cb.apply(null, arguments) }',
    'function (err, data) { if (err instanceof Error) return; use(data) }',
    'function (err, data) { const ok = !err; if (ok) use(data) }',
    'function (err, data) { while (err) { return } use(data) }',
    "function (err, data) { if (err?.code === 'X') return a(); if (err) return cb(err); use(data) }",
    'function (err, data) { let e = err; if (e) throw e; use(data) }',
    "function (err, data) { if (typeof err !== 'undefined') return cb(err); use(data) }",
    'function (err, data) { result.push({ error: err, value: data }) }',
    'function (err, stats) { cb(!err && stats.isFile()) }',
    'function (err = null, data) { if (err) throw err; use(data) }',
    'function (err, data) { if (err) { fail = true; cb(err); return } use(data) }',
    'function (err, data) { if (err) return void cb(err); use(data) }',
    'function (err) { if (err) { throw err } }',
    'function (err, data) { if (err) handle(err); else if (data) use(data) }',
    "function (er, real) { if (er) log.warn('x', pkg); else rp = real; next() }",
    'function (er, node) { if (!er && node) { use(node) } other() }',
    "function (er, data) { if (er) data = ''; use(data) }",
    "function (er, data) { log.silly('x', data); if (er) return cb(er); use(data) }",
    // copied or converted, not used
    'function (err, data) { found = !!data; cb(err) }',
    'function (err, data) { cb(err, { data: data, all: [data], n: Number(data) }) }',
    'function (err, data) { cb(err, data ? data.x : data, !err && data.y) }',
    'function (err, data) { cb.apply(null, [err].concat(data)) }',
    "function (err, data) { if (!data) data = {}; cb(err, data.x) }",
    'function (err, data) { list.push(data); cb(err) }',
    // compared before the error is tested
    'function (err, data) { if (data === last) { stop() } cb(err) }',
    'function (err, data) { if (data) { if (data.old) data = cached } rest = data; if (err) return cb(err); use(rest) }',
    // tested for presence or type
    'function (err, data) { if (data instanceof Buffer) data = data.toString(); cb(err, data) }',
    "function (err, data) { if (typeof data === 'string') data = data.trim(); cb(err, data) }",
    'function (err, data) { if (Array.isArray(data)) use(data.length); cb(err) }',
    'function (err, data) { refute(data); assert.isInstanceOf(err, Error) }',
    'function (err, data) { should.exist(data); data.x.should.equal(1); should.not.exist(err) }',
    "function (err, data) { assert.equal(data, 'x'); next(err) }",
    // passed to a function that ends the program or the test
    'function (err, data) { if (err) fail(err); use(data) }',
    'function (err, data) { if (err) exitWithError(err); use(data) }',
    'function (err, data) { if (err) t.fail(err); use(data) }',
    // replaced by another error
    "function (err, data) { if (closed) { err = new Error('closed') } if (err) return cb(err); use(data) }",
    // reported at the end of the path, after other calls
    'function (err) { if (err) console.error(err); cleanUp(); cb(err) }',
    'function (err) { if (err) console.error(err); console.log(1); return cb(err) }',
    'function (err) { queue.forEach(function (f) { f(err) }); next() }',
    'function (err) { for (const f of queue) f(err); next() }',
    'function (err, data) { if (cancelled) return; if (err) return cb(err); use(data) }',
    'function (err, data) { if (err && cb) return cb(err); if (!data) return cb(null); use(data) }',
    "function (err, data) { if (err && typeof cb === 'function') return cb(err); if (cb) cb(null) }",
    'function (err, data) { if (!err && data) use(data); next() }',
    "function (err) { err.message.should.equal('x'); done() }",
    'function (err) { [err].should.eql([expected]); done() }',
    // a result that the error branch uses is passed with an error as well
    'function (err, data) { if (err) { failed.push(err); show(data) } show(data) }',
    'function (err, data) { console.log(err, data) }',
    'function (err, data) { console.log(err); console.log(data) }',
    'function (err, data) { result = err || data; next() }',
  ])('%s', (callback) => {
    expect(siteOf(callback).error?.handling).toBe('handled');
  });
});

describe('partial', () => {
  it.each([
    'function (err, data) { if (err) log(err); use(data) }',
    'function (err, data) { if (err) console.error(err); use(data) }',
    'function (err, data) { console.error(err); use(data) }',
    'function (err, data) { if (err && verbose) return done(err); use(data) }',
    'function (err, data) { if (verbose) { if (err) throw err; } use(data) }',
    'function (err, data) { if (x) { if (err) return cb(err); use(data) } else { use(data) } }',
    'function (err, data) { if (err) cb(err); cb(null, data) }',
    'function (err) { if (err) cb(err); cb(null) }',
    'function (err) { if (err) console.log(err); cb(null) }',
    "function (err, data) { if (err) { self.emit('error', err) } self.emit('x', data) }",
    "function (err, data) { if (err && err.code === 'ENOENT') { return make(); } use(data) }",
    "function (er) { if (er) { log.warn('x') } next() }",
    'function (err, data) { try { if (err) throw err } catch (e) { console.error(e) } use(data) }',
    'function (err, data) { try { parse(data); if (err) throw err } catch (e) { return cb(e) } }',
    'function (err, data) { try { open(); if (err) throw err } catch (e) { return next() } use(data) }',
    "function (err, data) { if (typeof data === 'object') use(data.x); cb(err) }",
    "function (err, data) { if (typeof data === 'undefined') use(data.x); cb(err) }",
    'function (err, data) { list.push(data.id); cb(err) }',
    "function (err, data) { if (typeof data === 'string') data = JSON.parse(data); cb(err, new Model(data)) }",
    // a result is used in the call that passes the error
    'function (err, data) { cb(err, data.filter(Boolean)) }',
    'function (err, data) { cb(err, format(data)) }',
    'function (err, data) { cb(err, new Model(data)) }',
    'function (err, data) { cb(err, data.x || null) }',
    'function (err, data) { console.log(err, data); use(data.id) }',
    "function (err) { if (err) console.error(err.stack || err); console.log('ready') }",
    // one path reports success without a test of the error
    'function (err) { if (pending) { emit(1); return next() } if (err) return cb(err); go() }',
    'function (err) { if (pending) { remove(id, fn) } else { fn(err) } }',
    'function (err, data) { if (pending) return cb(null, 0); cb(err, data) }',
    // not handled because of a further condition, or where the branch falls through
    'function (err, data) { if (err && strict) return cb(err); if (data) use(data); else next() }',
    'function (err, data) { if (err && cb) return cb(err); use(data.x) }',
    'function (err, data) { if (err instanceof NotFound) return cb(null); use(data) }',
    'function (err, data) { if (err) runner.fail(test, err); use(data) }',
    'function (err, data) { if (err) { cb(err, data) } use(data) }',
    'function (errs, data) { if (errs) { for (let i = 0; i < errs.length; i++) results.add(errs[i]) } use(data) }',
  ])('%s', (callback) => {
    expect(siteOf(callback).error?.handling).toBe('partial');
  });
});

describe('unchecked', () => {
  it.each([
    'function (err, data) { use(data) }',
    'function () { }',
    '() => {}',
    'function (err, data) { err; use(data) }',
    'function (err, data) { if (err) {} use(data) }',
    'function (err, data) { typeof err; use(data) }',
    'function (err, data) { err = null; use(data) }',
    'function (err, data) { err = null; if (err) return; use(data) }',
    'function (_err, data) { use(data) }',
    'function (...args) { }',
  ])('%s', (callback) => {
    expect(siteOf(callback).error?.handling).toBe('unchecked');
  });
});

describe('the gap', () => {
  it.each([
    ['() => use()', 'missing', null],
    ['function (err, data) { use(data) }', 'never-looked-at', 'data'],
    ['function (err, data) { console.log(data) }', 'never-looked-at', 'data'],
    ['function (err, data) { if (err) console.error(err); console.log(data.length) }', 'logged', 'data'],
    ['function (err, data) { console.log(data.length); if (err) throw err }', 'tested-one-branch', 'data'],
    ['function (err, data) { err = null; use(data) }', 'overwritten', 'data'],
    ['function (err, data) { if (err) log(err); use(data) }', 'logged', 'data'],
    ['function (err) { if (err) log(err); next() }', 'logged', 'next()'],
    ['function (err, data) { if (strict) { if (err) throw err } use(data) }', 'tested-one-branch', 'data'],
    ['function (err, data) { if (err) cb(err); use(data) }', 'not-left', 'data'],
  ])('%s', (callback, how, use) => {
    const { error } = siteOf(callback);
    const text = `const fs = require('fs');\nfunction die(e) { console.log(e); process.exit(1); }\nfs.readFile(p, ${callback});`;
    const found = error?.gap?.use ?? null;
    expect({ how: error?.gap?.how, use: found && text.slice(...found.range) }).toEqual({ how, use });
  });

  it('is none where the error is handled', () => {
    expect(siteOf('function (err) { if (err) throw err }').error?.gap).toBeNull();
  });
});
