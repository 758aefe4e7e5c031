import { functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, functionAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import type { Completion, ForwardedCallee } from '../plan/types.js';
import { isMentionOf } from '../syntax/variables.js';
import { DroppedCallback, isAbsenceTest, isPresenceTest } from './dropped-callback.js';

const forwarded: ForwardedCallee = { callee: { form: 'function' }, results: 'one', errorCount: 1 };

/** A snippet in a function `f(key, err, cb)`, with the callback that goes away. Calls of `load` can forward it. */
function read(code: string, removed: readonly string[] = [], edge: 'inside' | 'around' | null = null) {
  const source = parse(`function f(key, err, cb) { ${code} }`);
  const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
  const dropped = new DroppedCallback(
    source,
    callback,
    new Set(removed.map((text) => nodeAt(source, text))),
    (error) => error.type === 'Identifier' && error.name === 'failure',
    ({ callee }) => (textOf(source, callee) === 'load' ? forwarded : null),
    edge,
  );
  const show = (completion: Completion | null): string | null =>
    completion && [completion.kind, completion.value ? textOf(source, completion.value) : '', completion.passed.length].filter((part) => part !== '').join(' ');
  return { source, callback, dropped, show, call: (start: string) => callAt(source, start) as TSESTree.CallExpression };
}

describe('tests for a callback', () => {
  it.each<[test: string, present: boolean, absent: boolean]>([
    ['cb', true, false],
    ["typeof cb === 'function'", true, false],
    ["typeof cb == 'function'", true, false],
    ['cb !== undefined', true, false],
    ['cb != null', true, false],
    ['cb !== null', true, false],
    ['!cb', false, true],
    ["typeof cb !== 'function'", false, true],
    ["typeof cb != 'function'", false, true],
    ["typeof cb === 'undefined'", false, true],
    ["!(typeof cb === 'function')", false, true],
    ['cb === undefined', false, true],
    ['cb == null', false, true],
    ["typeof cb !== 'undefined'", false, false],
    ["typeof cb === 'object'", false, false],
    ["typeof key === 'function'", false, false],
    ['key', false, false],
    ['!key', false, false],
    ['cb.length', false, false],
    ['cb === key', false, false],
    ['cb !== key', false, false],
    ['cb > null', false, false],
    ['cb && key', false, false],
  ])('%s: present %j, absent %j', (text, present, absent) => {
    const { source, callback, dropped } = read(`if (${text}) key();`);
    const expression = (nodeAt(source, `if (${text}) key();`) as TSESTree.IfStatement).test;
    expect([isPresenceTest(expression, callback), isAbsenceTest(expression, callback)]).toEqual([present, absent]);
    expect(dropped.testsCallback(expression)).toBe(present);
  });

  it('a name is a mention of its own variable only', () => {
    const { source, callback } = read('cb(); (function (cb) { cb(1); })();');
    expect(isMentionOf((callAt(source, 'cb()') as TSESTree.CallExpression).callee, callback)).toBe(true);
    expect(isMentionOf((callAt(source, 'cb(1)') as TSESTree.CallExpression).callee, callback)).toBe(false);
    expect(isMentionOf(callAt(source, 'cb()'), callback)).toBe(false);
  });
});

describe('what goes away with the callback', () => {
  it('statements that are removed', () => {
    const { source, dropped } = read('cb = cb || noop; key(cb);', ['cb = cb || noop;']);
    const inside = (nodeAt(source, 'cb || noop') as TSESTree.LogicalExpression).left;
    const [outside] = (callAt(source, 'key(cb)') as TSESTree.CallExpression).arguments;
    expect([dropped.removes(inside), dropped.isDropped(inside)]).toEqual([true, true]);
    expect([dropped.removes(outside!), dropped.isDropped(outside!)]).toEqual([false, false]);
  });

  it('a test, once it was asked for', () => {
    const { source, dropped } = read("if (typeof cb === 'function') cb();");
    const expression = nodeAt(source, "typeof cb === 'function'") as TSESTree.BinaryExpression;
    const mention = (expression.left as TSESTree.UnaryExpression).argument;
    expect(dropped.isDropped(mention)).toBe(false);
    expect(dropped.testsCallback(expression)).toBe(true);
    expect(dropped.isDropped(mention)).toBe(true);
    expect(dropped.removes(mention)).toBe(false);
  });
});

describe('an error that may be unset', () => {
  it.each<[code: string, expected: string | null]>([
    ['cb(err);', 'either 1'],
    ['cb(err, key);', 'either key 2'],
    ['cb(failure);', 'throw failure 1'],
    ['cb(failure, key);', 'either key 2'],
    ['return cb(err);', 'either 1'],
    ['cb();', null],
    ['cb(err, key, 1);', null],
    ['cb(...err);', null],
    ['cb(err, ...key);', null],
    ['cb(err.inner);', 'either 1'],
    ['cb(key());', 'either 1'],
    ['cb(key(), key);', null],
    ['if (key) cb(err);', 'either 1'],
    ['if (key) log(); else cb(key());', 'either 1'],
    // Several statements could not take their place.
    ['while (key) cb(err);', null],
    ['key = cb(err);', null],
  ])('%s: %s', (code, expected) => {
    const { dropped, show, call } = read(code);
    expect(show(dropped.matchUncertain(call('cb('), call('cb(')))).toBe(expected);
  });

  it('with the test around it', () => {
    const { source, dropped, show, call } = read('if (cb) cb(err, key);');
    expect(show(dropped.matchUncertain(call('cb('), nodeAt(source, 'if (cb) cb(err, key);')))).toBe('either key 2');
  });
});

describe('what is done without a callback', () => {
  it.each([
    ['cb ? cb(err) : exit(1);', 'cb ?', 'cb(err) | exit(1)'],
    ["typeof cb === 'function' ? cb() : key;", 'typeof', 'cb() | key'],
    ['if (cb) cb(err); else exit(1);', 'if', 'cb(err) | exit(1)'],
    ['if (cb) { return cb(err); } else { return exit(1); }', 'if', 'cb(err) | exit(1)'],
    ['key ? cb(err) : exit(1);', 'key ?', null],
    ['!cb ? exit(1) : cb(err);', '!cb', null],
    ['if (cb) cb(err);', 'if', null],
    ['if (cb) { log(); cb(err); } else exit(1);', 'if', null],
    ['if (cb) cb(err); else { log(); exit(1); }', 'if', null],
    ['cb ? cb(err) /* kept */ : exit(1);', 'cb ?', null],
  ])('%s', (code, start, expected) => {
    const { source, dropped } = read(code, [], 'inside');
    const [statement] = (functionAt(source, 'function f').body as TSESTree.BlockStatement).body;
    expect(textOf(source, statement!).startsWith(start)).toBe(true);
    const node = statement?.type === 'ExpressionStatement' ? statement.expression : statement;
    const found = dropped.matchMissing(node as TSESTree.IfStatement);
    expect(found && `${textOf(source, found.present)} | ${textOf(source, found.otherwise)}`).toBe(expected);
  });

  it('nowhere, if the callback goes away', () => {
    const { source, dropped } = read('cb ? cb(err) : exit(1);');
    expect(dropped.matchMissing(nodeAt(source, 'cb ? cb(err) : exit(1)') as TSESTree.ConditionalExpression)).toBeNull();
  });
});

describe('any arguments as a list', () => {
  it('around one call only', () => {
    const listIn = (edge: 'inside' | 'around' | null): Completion | null => {
      const { dropped, call } = read('cb(err, key, 1);', [], edge);
      return dropped.matchList(call('cb('), () => null);
    };
    expect(listIn('around')).toMatchObject({ kind: 'return', list: 'arguments', value: null });
    expect([listIn('inside'), listIn(null)]).toEqual([null, null]);
  });
});

describe('a call that does not call the callback by itself', () => {
  it.each<[code: string, start: string, expected: string | null]>([
    ['process.nextTick(cb);', 'process', 'return 0'],
    ['process.nextTick(cb, null, key);', 'process', 'return key 2'],
    ["process.nextTick(cb, new Error('none'));", 'process', "throw new Error('none') 1"],
    ["process.nextTick(() => cb(new Error('none')));", 'process', "throw new Error('none') 1"],
    ['process.nextTick(() => { cb(); });', 'process', 'return 0'],
    ['process.nextTick(() => { cb(null, this.size); });', 'process', 'return this.size 2'],
    ['load(key, cb);', 'load', 'forward 0'],
    ['load(cb);', 'load', 'forward 0'],
  ])('%s', (code, start, expected) => {
    const { source, callback, dropped, show, call } = read(code);
    const found = dropped.matchOther(call(start), () => null);
    expect(show(found!.completion)).toBe(expected);
    expect(found?.completion?.whole).toBe(call(start));
    expect(found!.mentions.map((mention) => [isMentionOf(mention, callback), textOf(source, mention)])).toEqual([[true, 'cb']]);
    expect(found?.completion?.forwarded).toBe(start === 'load' ? forwarded : null);
  });

  it('a promise whose outcome the callback gets is returned', () => {
    const { dropped, show, call } = read('load(key).then((row) => cb(null, row)).catch(cb);');
    const found = dropped.matchOther(call('load(key).then((row) => cb(null, row)).catch(cb)'), () => null);
    expect([show(found!.completion), found?.mentions.length]).toEqual(['return load(key) 0', 2]);
  });

  it('a timer that passes the callback something else completes nothing', () => {
    const { dropped, call } = read('process.nextTick(cb, err);');
    expect(dropped.matchOther(call('process'), () => null)?.completion).toBeNull();
  });

  it.each([
    ['process.nextTick(() => { key(); cb(); });', 'process'],
    ['process.nextTick((cb) => cb());', 'process'],
    ['process.nextTick(async () => cb());', 'process'],
    ['process.nextTick(() => cb(err));', 'process'],
    ['process.nextTick(() => cb(), 1);', 'process'],
    ['process.nextTick(() => {});', 'process'],
    ['process.nextTick(function () { cb(null, this); });', 'process'],
    ['process.nextTick(key, cb);', 'process'],
    ['setTimeout(cb, 10);', 'setTimeout'],
    ['setImmediate(cb, null);', 'setImmediate'],
    ['setImmediate(function () { cb(null, key); });', 'setImmediate'],
    ['other(key, cb);', 'other'],
    ['load(cb, key);', 'load'],
    ['load(...key, cb);', 'load'],
    ['load(key);', 'load'],
    ['load();', 'load'],
  ])('%s', (code, start) => {
    const { dropped, call } = read(code);
    expect(dropped.matchOther(call(start), () => null)).toBeNull();
  });
});
