import { describe, expect, it } from 'vitest';

import { convertText } from './plan/survey-text.js';

const head = "const fs = require('fs');\n";

/** The function `load(key, cb)` with these lines in it, which a caller of the file awaits, after the rewrite. */
function converted(body: string): string {
  const output = convertText(`${head}function load(key, cb) {\n${body}\n}\nexports.show = (key) => {\n  load(key, (err) => { if (err) throw err; show(1); });\n};\n`);
  return output.slice(output.search(/(?:async )?function load/), output.indexOf('\nexports.show'));
}

const waits = '  fs.stat(key, (err) => {\n    if (err) return cb(err);\n    next();\n  });';

describe('steps of a function that loses its callback', () => {
  it('the ones that wait become async', () => {
    expect(converted(`${waits}\n  function next() {\n    fs.access(key, cb);\n  }`)).toBe(
      'async function load(key) {\n  await promisify(fs.stat)(key);\n  return next();\n  async function next() {\n    return promisify(fs.access)(key);\n  }\n}',
    );
  });

  it('others stay as they are', () => {
    expect(converted(`${waits}\n  function next() {\n    if (!key) return cb(new Error('none'));\n    cb();\n  }`)).toBe(
      "async function load(key) {\n  await promisify(fs.stat)(key);\n  return next();\n  function next() {\n    if (!key) throw new Error('none');\n  }\n}",
    );
  });

  it('one that only calls others returns their promise', () => {
    expect(converted(`${waits}\n  function next() {\n    last();\n  }\n  function last() {\n    fs.access(key, cb);\n  }`)).toContain(
      '  async function next() {\n    return last();\n  }\n  async function last() {\n    return promisify(fs.access)(key);\n  }',
    );
  });

  it('calls in a `catch`, in an arrow function and in front of a `return`', () => {
    expect(converted('  fs.stat(key, (err) => {\n    if (err) {\n      next();\n      return;\n    }\n    fs.access(key, () => next());\n  });\n  function next() {\n    cb();\n  }')).toBe(
      'async function load(key) {\n  try {\n    await promisify(fs.stat)(key);\n  } catch {\n    return next();\n  }\n' +
        '  try {\n    await promisify(fs.access)(key);\n  } catch {\n    // error ignored, as before\n  }\n  return next();\n  function next() {\n  }\n}',
    );
  });

  it('a call behind a test of the error', () => {
    expect(converted("  fs.stat(key, (err, info) => err ? next(err) : cb(null, info));\n  function next(e) {\n    if (e.code === 'ENOENT') return cb(null, undefined);\n    fs.lstat(key, cb);\n  }")).toContain(
      '  } catch (err) {\n    return next(err);\n  }\n  return info;\n',
    );
  });

  it('named callbacks move to their only call', () => {
    expect(converted('  fs.stat(key, onStat);\n  function onStat(err) {\n    if (err) return cb(err);\n    fs.access(key, onAccess);\n  }\n  function onAccess(err) {\n    if (err) return cb(err);\n    cb();\n  }')).toBe(
      'async function load(key) {\n  await promisify(fs.stat)(key);\n  await promisify(fs.access)(key);\n}',
    );
  });

  it('named callbacks that stay are called, and an error that they only forward is not caught', () => {
    expect(converted('  if (key) fs.stat(key, next);\n  else fs.access(key, next);\n  function next(err) {\n    if (err) return cb(err);\n    fs.unlink(key, cb);\n  }')).toBe(
      'async function load(key) {\n  if (key) {\n    await promisify(fs.stat)(key);\n    return next(null);\n  }\n  else {\n    await promisify(fs.access)(key);\n    return next(null);\n  }\n' +
        '  async function next(err) {\n    if (err) throw err;\n    return promisify(fs.unlink)(key);\n  }\n}',
    );
  });

  it('named callbacks that stay get an error that they handle', () => {
    expect(converted("  if (key) fs.stat(key, last);\n  else fs.stat('none', last);\n  function last(err, info) {\n    if (err) {\n      console.log(err);\n      return cb();\n    }\n    if (info) cb();\n    else cb(new Error('no file'));\n  }")).toContain(
      '  if (key) {\n    let stats;\n    try {\n      stats = await promisify(fs.stat)(key);\n    } catch (err) {\n      return last(err);\n    }\n    return last(null, stats);\n  }\n',
    );
  });
});

describe('a function keeps its callback where a step', () => {
  const end = '  function next() {\n    cb();\n  }';
  it.each([
    ['is called in front of other code', `  next();\n  log(key);\n${end}`],
    ['is called twice on one path', `  next();\n  next();\n${end}`],
    ['is called in a loop', `  for (const x of key) next(x);\n${end}`],
    ['is called by another function', `  key.forEach(() => next());\n${end}`],
    ['is called in a `try`', `  try {\n    next();\n  } catch (e) {\n    cb(e);\n  }\n${end}`],
    ['is called only where there is a callback', `  if (cb) next();\n${end}`],
    ['is passed to a timer', `  process.nextTick(next);\n${end}`],
    ['is a listener', `  key.on('end', next);\n${end}`],
    ['is passed in front of other code', `  fs.stat(key, next);\n  if (!key) next();\n${end}`],
    ['returns a value that is read', `  const x = next();\n  log(x);\n${end}`],
    ['has a path without a completion', `${waits}\n  function next() {\n    if (key) return;\n    cb();\n  }`],
    ['goes on behind a completion', `${waits}\n  function next() {\n    cb();\n    log(key);\n  }`],
    ['gets error and result of a callback', '  fs.stat(key, (err, info) => done(err, info));\n  function done(err, info) {\n    if (err) return cb(err);\n    cb(null, info.size);\n  }'],
  ])('%s', (_, body) => {
    expect(converted(body)).toMatch(/^function load\(key, cb\)/);
  });
});
