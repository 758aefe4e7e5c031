import { describe, expect, it } from 'vitest';

import { Bindings } from '../bindings/bindings.js';
import { functionAt, nodeAt, parse } from '../../test/nodes.js';
import { type ErrorTest, matchErrorTest } from './error-tests.js';
import { Mentions } from './mentions.js';

function match(test: string): ErrorTest | null {
  const source = parse(`load(function (err, data) { if (${test}) stop(); });`);
  const fn = functionAt(source, 'function');
  const bindings = new Bindings(source);
  const [error, results] = fn.params.map((name) => new Mentions([bindings.variableOf(name)!], fn));
  const statement = nodeAt(source, `if (${test}) stop();`);
  return statement.type === 'IfStatement' ? matchErrorTest(statement.test, error!, results!) : null;
}

const asks = (of: ErrorTest['of'], what: ErrorTest['asks'], isTrueIfYes = true): ErrorTest => ({ of, asks: what, isTrueIfYes });

describe('matchErrorTest', () => {
  it.each<[string, ErrorTest]>([
    ['err', asks('error', 'presence')],
    ['err != null', asks('error', 'presence')],
    ['err == null', asks('error', 'presence', false)],
    ['undefined === err', asks('error', 'presence', false)],
    ['err === true', asks('error', 'presence')],
    ['err instanceof Error', asks('error', 'presence')],
    ["typeof err === 'undefined'", asks('error', 'presence', false)],
    ['err instanceof NotFound', asks('error', 'identity')],
    ["err.code === 'ENOENT'", asks('error', 'identity')],
    ["err.code !== 'ENOENT'", asks('error', 'identity', false)],
    ['err.code', asks('error', 'property')],
    ['err.code > 500', asks('error', 'property')],
    ["'code' in err", asks('error', 'property')],
    ['isFatal(err)', asks('error', 'property')],
    ['data', asks('result', 'presence')],
    ['data === null', asks('result', 'presence', false)],
    ['data instanceof Buffer', asks('result', 'presence')],
    ['Array.isArray(data)', asks('result', 'presence')],
    ["typeof data === 'string'", asks('result', 'presence')],
  ])('%s: %j', (test, expected) => {
    expect(match(test)).toEqual(expected);
  });

  it.each(['other', 'other === 1', 'i < err.length', "typeof data === 'object'", 'data.length', 'isReady(data)', 'list.some(() => err)'])('%s asks about neither', (test) => {
    expect(match(test)).toBeNull();
  });
});
