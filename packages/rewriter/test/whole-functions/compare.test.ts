import { describe, expect, test } from 'vitest';

import { compareOutput } from './check-module.js';
import type { DriverCall } from './driver-call.js';

const call = (target: string, args: readonly unknown[], changes: Partial<DriverCall> = {}): DriverCall => ({
  target,
  name: target.replace(/^.*#/, ''),
  args,
  passesCallback: true,
  takesCallback: true,
  ...changes,
});

const calls = [
  call('find', ['k']),
  call('find', ['']),
  call('find', [5]),
  call('sum', ['k', { limit: 1 }]),
  call('sum', ['k']),
  call('save', ['k', 'v']),
  call('save', ['k', 'v'], { passesCallback: false }),
  call('pair', ['k']),
  call('parse', ['k']),
  call('parse', ['bad']),
  call('show', ['k'], { passesCallback: false, takesCallback: false }),
  call('Store#get', ['k']),
];

const before = `
const api = require('./api');
function find(key, cb) {
  if (typeof key === 'number') throw new RangeError('find takes no number');
  if (!key) return cb(new Error('no key'));
  api.read(key, function (err, text) {
    if (err) return cb(err);
    api.write('seen', text, function (err) {
      if (err) return cb(err);
      cb(null, text);
    });
  });
}
exports.find = find;
exports.sum = function (key, options, cb) {
  if (typeof options === 'function') { cb = options; options = {}; }
  find(key, function (err, text) {
    if (err) return cb(err);
    cb(null, [text, options.limit]);
  });
};
exports.save = function (key, value, cb) {
  api.write(key, value, function (err) {
    if (cb) cb(err);
  });
};
exports.pair = function (key, cb) {
  api.pair(key, function (err, one, other) {
    if (err) return cb(err);
    cb(null, one, other);
  });
};
exports.parse = function (key, cb) {
  api.read(key, function (err, text) {
    if (err) return cb(err);
    cb(null, JSON.parse(text));
  });
};
exports.show = function (key) {
  find(key, function (err, text) {
    if (err) return log('failed', err.message);
    log('found', text);
  });
};
function Store(driver) { this.driver = driver; }
Store.prototype.get = function (key, cb) {
  this.driver.read(key, cb);
};
exports.Store = Store;
`;

const after = `
const { callbackify, promisify } = require('util');
const api = require('./api');
async function find(key) {
  if (typeof key === 'number') throw new RangeError('find takes no number');
  if (!key) throw new Error('no key');
  const text = await promisify(api.read).call(api, key);
  await promisify(api.write).call(api, 'seen', text);
  return text;
}
exports.find = function (key, cb) {
  if (typeof key === 'number') throw new RangeError('find takes no number');
  callbackify(find)(key, cb);
};
async function sum(key, options = {}) {
  const text = await find(key);
  return [text, options.limit];
}
exports.sum = function (key, options, cb) {
  if (typeof options === 'function') { cb = options; options = {}; }
  callbackify(sum)(key, options, cb);
};
async function save(key, value) {
  await promisify(api.write).call(api, key, value);
}
exports.save = function (key, value, cb) {
  callbackify(save)(key, value, (err) => {
    if (cb) cb(err);
  });
};
async function pair(key) {
  const [one, other] = await new Promise((resolve, reject) => {
    api.pair(key, (err, ...results) => (err ? reject(err) : resolve(results)));
  });
  return { one, other };
}
exports.pair = function (key, cb) {
  callbackify(pair)(key, (err, result) => {
    if (err) return cb(err);
    cb(null, result.one, result.other);
  });
};
async function parse(key) {
  const text = await promisify(api.read).call(api, key);
  return JSON.parse(text);
}
exports.parse = callbackify(parse);
exports.show = async function (key) {
  let text;
  try {
    text = await find(key);
  } catch (err) {
    return log('failed', err.message);
  }
  log('found', text);
};
function Store(driver) { this.driver = driver; }
Store.prototype.getAsync = async function (key) {
  return promisify(this.driver.read).call(this.driver, key);
};
Store.prototype.get = function (key, cb) {
  callbackify(this.getAsync).call(this, key, cb);
};
exports.Store = Store;
`;

const compare = async (output: string): Promise<string | null> => (await compareOutput({ text: before, calls, mayIgnoreErrors: false, isMigrated: false, functions: [] }, output))?.description ?? null;

test('a module does the same as itself', async () => {
  expect(await compare(before)).toBeNull();
});

test('whole functions with their edges do the same', async () => {
  expect(await compare(after)).toBeNull();
});

describe('a broken rewrite is found', () => {
  test.each([
    ['a dropped result', 'return text;\n}', 'return;\n}'],
    ['another result', 'return [text, options.limit];', 'return [options.limit, text];'],
    ['one result instead of two', 'cb(null, result.one, result.other);', 'cb(null, result.one);'],
    ['undefined instead of no result', '(err) => {\n    if (cb) cb(err);\n  }', 'cb || (() => {})'],
    ['a callback called twice', 'cb(null, result.one, result.other);', 'cb(null, result.one, result.other); cb(null, result.one, result.other);'],
    ['a callback not called', 'if (cb) cb(err);', 'if (err) cb(err);'],
    ['a dropped argument', 'callbackify(sum)(key, options, cb)', 'callbackify(sum)(key, undefined, cb)'],
    ['an argument too many', "call(api, 'seen', text)", "call(api, 'seen', text, key)"],
    ['a swallowed error', "await promisify(api.write).call(api, 'seen', text);", "await promisify(api.write).call(api, 'seen', text).catch(() => {});"],
    ['another error', "throw new Error('no key')", "throw new Error('no value')"],
    ['a call not awaited', "await promisify(api.write).call(api, 'seen', text);", "promisify(api.write).call(api, 'seen', text);"],
    ['a dropped call', "  await promisify(api.write).call(api, 'seen', text);\n", ''],
    ['a call made twice', 'const text = await find(key);\n  return [', 'await find(key); const text = await find(key);\n  return ['],
    ['a lost receiver', 'promisify(this.driver.read).call(this.driver, key)', 'promisify(this.driver.read)(key)'],
    ['a lost receiver of a core', 'callbackify(this.getAsync).call(this, key, cb)', 'callbackify(this.getAsync)(key, cb)'],
    ['bad arguments that are no longer thrown', "exports.find = function (key, cb) {\n  if (typeof key === 'number') throw new RangeError('find takes no number');", 'exports.find = function (key, cb) {'],
    ['an unhandled rejection where no callback is given', '(err) => {\n    if (cb) cb(err);\n  }', '(err) => {\n    if (cb) return cb(err);\n    if (err) throw err;\n  }'],
    ['a promise as return value', 'callbackify(find)(key, cb);', 'callbackify(find)(key, cb);\n  return find;'],
    ['an export that is gone', 'exports.parse = callbackify(parse);', ''],
    ['a core in place of the edge', 'exports.parse = callbackify(parse);', 'exports.parse = parse;'],
    ['a failed call that goes on', "    return log('failed', err.message);", "    log('failed', err.message);"],
    ['a call that is made later', 'async function parse(key) {', 'async function parse(key) {\n  await promisify(setTimeout)(5);'],
    ['an exception that is lost up to the call', 'return JSON.parse(text);', "if (key === 'bad') return; return JSON.parse(text);"],
    ['no program', 'exports.parse =', 'exports.parse = ='],
  ])('%s', async (_, good, broken) => {
    expect(after.split(good).length - 1, 'the text to replace is there once').toBe(1);
    expect(await compare(after.replace(good, broken))).not.toBeNull();
  });
});
