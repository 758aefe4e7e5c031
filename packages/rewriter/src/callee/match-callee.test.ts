import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { matchCallee, unknownCallee } from './match-callee.js';

/** The form of the callee of the outermost call, and whether its receiver is pure if it has one. */
function formOf(code: string, api: Parameters<typeof matchCallee>[2] = unknownCallee): string | null {
  const source = parse(`${code};`);
  const form = matchCallee(source, callAt(source, ''), api);
  if (form === null) return null;
  return form.form === 'method' ? `method, ${form.isPure ? 'pure' : 'impure'}` : form.form;
}

describe('the form of an unknown callee', () => {
  it.each([
    ['load(cb)', 'function'],
    ['load()(cb)', 'function'],
    ['(0, load)(cb)', 'function'],
    ['(log(), load)(cb)', null],
    ['db.load(cb)', 'method, pure'],
    ['this.db.load(cb)', 'method, pure'],
    ["require('db').load(cb)", 'method, pure'],
    ['db[name].load(cb)', 'method, pure'],
    ['connect().load(cb)', 'method, impure'],
    ['list[i++].load(cb)', 'method, impure'],
    ['load.call(this, cb)', 'call'],
    ["rpc.call('sum', cb)", 'method, pure'],
    ['load.call(other, cb)', null],
    ['new Loader(cb)', null],
    ['load?.(cb)', null],
    ['db?.load(cb)', null],
    ['db?.users.load(cb)', null],
  ])('%s: %s', (code, expected) => {
    expect(formOf(code)).toBe(expected);
  });
});

describe('the form of a known callee', () => {
  it.each([
    ['bcrypt.hash(key, cb)', { ...unknownCallee, returnsPromise: true }, 'native'],
    ['hash(key, cb)', { ...unknownCallee, returnsPromise: true }, 'native'],
    ['s3.getObject(options, cb)', { ...unknownCallee, promiseMethod: 'promise' }, 'native'],
    ['fs.stat(path, cb)', { ...unknownCallee, variant: 'promises.stat' }, 'variant'],
    ["fs['stat'](path, cb)", { ...unknownCallee, variant: 'promises.stat' }, 'method, pure'],
    ['fs.stat(path, cb)', { ...unknownCallee, needsNoReceiver: true }, 'function'],
    ['fs?.stat(path, cb)', { ...unknownCallee, needsNoReceiver: true }, null],
  ])('%s, %j: %s', (code, api, expected) => {
    expect(formOf(code, api)).toBe(expected);
  });
});
