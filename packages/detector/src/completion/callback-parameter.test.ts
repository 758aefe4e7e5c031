import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../test/nodes.js';
import { fileContextOf } from '../classify/file-context.js';
import { parametersOf } from '../syntax/function-node.js';
import { isMiddleware, matchCallbackParameter } from './callback-parameter.js';

/** The names of the callback parameters of the first function in some code. */
function callbacksOf(code: string): readonly string[] {
  const source = parse(code);
  const host = functionAt(source, 'function');
  const context = fileContextOf(source, {});
  return parametersOf(host).flatMap((parameter, index) => matchCallbackParameter(host, parameter, index, context)?.name ?? []);
}

describe('matchCallbackParameter', () => {
  it.each<[code: string, names: readonly string[]]>([
    ['function load(id, cb) { cb(null, id); }', ['cb']],
    ['function load(id, then) { db.find(id, (err, row) => { if (err) return then(err); then(null, row); }); }', ['then']],
    ["function load(id, cb) { require('fs').readFile(id, cb); }", ['cb']],
    // The first one is called for each item.
    ['function each(list, visit, cb) { visit(null, list[0]); cb(null); }', ['cb']],
    ['function load(options, cb) { if (!cb) cb = options; cb(null, 1); }', ['cb']],
    ['function load(path, show) { show(path.startsWith(root)); }', []],
    ['new Promise(function (resolve, reject) { resolve(null, 1); });', []],
    ['function load(id, onError) { onError(new Error(id)); }', []],
  ])('%s: %j', (code, names) => {
    expect(callbacksOf(code)).toEqual(names);
  });
});

it('isMiddleware, by the names of the parameters', () => {
  const first = (code: string): boolean => isMiddleware(functionAt(parse(code), 'function'));
  expect(first('function show(req, res, next) {}')).toBe(true);
  expect(first('function show(id, cb) {}')).toBe(false);
});
