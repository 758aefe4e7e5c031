import type { TSESTree } from '@typescript-eslint/types';
import { contains } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { nodesOf } from '@uncallback/detector';
import { functionAt, parse, textOf } from '../../../detector/test/nodes.js';
import type { Completion } from '../plan/types.js';
import { missingCallbackOf } from './missing-callback.js';

/**
 * What a function `f(key, cb)` does without a callback, with an error and without; null where that cannot move out of it. The first
 * statement of the function stays in front of the async function. `cb(err)` is an error, `cb(e)` may be one.
 */
function missingIn(code: string): readonly [onError: string | null, onSuccess: string | null] | null {
  const source = parse(`const code = 1; function f(key, cb) { const that = key; ${code} }`);
  const host = functionAt(source, 'function f');
  const [first] = (host.body as TSESTree.BlockStatement).body;
  const completions = nodesOf(source).calls.flatMap((call): Completion[] => {
    const { parent } = call;
    if (call.type !== 'CallExpression' || textOf(source, call.callee) !== 'cb') return [];
    const [error] = call.arguments;
    const kind = error?.type !== 'Identifier' ? 'return' : error.name === 'err' ? 'throw' : 'either';
    const whole = parent.type === 'ConditionalExpression' || parent.type === 'LogicalExpression' ? parent : call;
    return [{ call, passed: call.arguments, whole, kind, value: null, forwarded: null, ...(whole.type === 'ConditionalExpression' && { otherwise: whole.alternate }) }];
  });
  const isInside = (node: TSESTree.Node): boolean => contains(host.body, node) && !contains(first!, node);
  const missing = missingCallbackOf(source, host, isInside, completions);
  return missing && [missing.onError && textOf(source, missing.onError), missing.onSuccess && textOf(source, missing.onSuccess)];
}

const later = (code: string): string => `load(function (err, e, row) { ${code} });`;

describe('what is done without a callback', () => {
  it.each<[string, readonly [string | null, string | null]]>([
    [later('cb(err);'), [null, null]],
    [later('cb ? cb(err) : exit(1);'), ['exit(1)', null]],
    [later('cb ? cb() : exit(0);'), [null, 'exit(0)']],
    [later('if (err) return cb ? cb(err) : that.exit(1); cb ? cb(null, row) : that.exit(0);'), ['that.exit(1)', 'that.exit(0)']],
    [later('cb ? cb(e) : exit(key);'), ['exit(key)', 'exit(key)']],
    [later('if (err) return cb ? cb(err) : exit(1,  2); cb ? cb(err) : exit(1, 2);'), ['exit(1,  2)', null]],
    // There has to be a callback.
    [later('if (row) return cb(err); cb ? cb(err) : exit(1);'), ['exit(1)', null]],
    [later('if (row) return cb && cb(err); cb && cb();'), [null, null]],
    // Returned at once here, and to somebody else there.
    [`if (!key) return cb ? cb(err) : exit(1); ${later('cb ? cb(err) : exit(1);')}`, ['exit(1)', null]],
    ['if (!key) return cb ? cb() : false;', [null, 'false']],
    ['load(() => { cb ? cb() : this.exit(0); });', [null, 'this.exit(0)']],
  ])('%s', (code, expected) => {
    expect(missingIn(code)).toEqual(expected);
  });

  it.each([
    ['others with another error', later('if (row) return cb ? cb(err) : exit(1); cb ? cb(err) : exit(2);')],
    ['others with an error that may be unset', later('if (row) return cb ? cb(e) : exit(1); cb ? cb() : exit(0);')],
    ['nothing with another error', later('if (row) return cb && cb(err); cb ? cb(err) : exit(1);')],
    ['a variable of the callback', later('cb ? cb(err) : exit(row);')],
    ['a variable that is assigned again', later('key = row; cb ? cb(err) : exit(key);')],
    ['the this of another function', later('cb ? cb(err) : this.exit(1);')],
    ['the arguments', 'load(() => { cb ? cb() : exit(arguments); });'],
    ['a function', later('cb ? cb(err) : exit(() => 1);')],
    ['an expression that needs parentheses', later('cb ? cb(err) : code || exit(1);')],
    ['a value that is returned at once', 'if (!key) return cb ? cb() : find(key);'],
  ])('not %s', (_, code) => {
    expect(missingIn(code)).toBeNull();
  });
});
