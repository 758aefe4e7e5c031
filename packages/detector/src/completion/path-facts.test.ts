import { describe, expect, it } from 'vitest';

import { Bindings } from '../bindings/bindings.js';
import { callAt, parse } from '../../test/nodes.js';
import { type Condition, assign, decide, learn, matchCondition, noFacts } from './path-facts.js';

function match(...conditions: string[]): (Condition | null)[] {
  const source = parse(`function f(a, b) { x(${conditions.join(', ')}); }`);
  const bindings = new Bindings(source);
  return callAt(source, 'x').arguments.map((node) => matchCondition(node, bindings));
}

describe('matchCondition', () => {
  it.each<[string, Omit<Condition, 'variables'>]>([
    ['y', { key: 'y', isNegated: false, subject: 'y', literal: null }],
    ['a', { key: 'a#11', isNegated: false, subject: 'a#11', literal: null }],
    ['y.z', { key: 'y.z', isNegated: false, subject: 'y.z', literal: null }],
    ["y['z']", { key: 'y.z', isNegated: false, subject: 'y.z', literal: null }],
    ['y === 1', { key: 'y==1', isNegated: false, subject: 'y', literal: '1' }],
    ['1 === y', { key: 'y==1', isNegated: false, subject: 'y', literal: '1' }],
    ['y != undefined', { key: 'y==null', isNegated: true, subject: 'y', literal: 'null' }],
    ['z === y', { key: 'y==z', isNegated: false, subject: null, literal: null }],
    ['y > z', { key: 'z<y', isNegated: false, subject: null, literal: null }],
    ['y >= z', { key: 'y<z', isNegated: true, subject: null, literal: null }],
    ["typeof y === 'string'", { key: "typeof y=='string'", isNegated: false, subject: 'typeof y', literal: "'string'" }],
    ['isOpen(y, 1)', { key: 'isOpen(y,1', isNegated: false, subject: 'isOpen(y,1', literal: null }],
  ])('%s: %j', (text, expected) => {
    const [condition] = match(text);
    expect(condition).toMatchObject(expected);
  });

  it.each(['y = 1', 'new Y()', 'await1 = y', '() => y', '`y`', 'delete y.z', 'y === {}'])('%s cannot be asked again', (text) => {
    expect(match(text)).toEqual([null]);
  });

  it('collects the variables', () => {
    const [condition] = match('a.size < b');
    expect([...condition!.variables].map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('where one condition was true or false, another one', () => {
  it.each([
    ['y', true, 'y', true],
    ['y', false, 'y', false],
    ['y !== 1', true, 'y === 1', false],
    ['y < z', true, 'y >= z', false],
    ["y === 'a'", true, "y === 'b'", false],
    ["y === 'a'", true, 'y', true],
    ['y === 0', true, 'y', false],
    ["y === 'a'", false, "y === 'b'", null],
    ['y', true, 'y === null', false],
    ['y', false, "y === 'a'", false],
    ['y', true, 'z', null],
    ['y', true, 'y.z', null],
  ])('%s is %j: %s is %j', (known, holds, asked, expected) => {
    const [first, second] = match(known, asked);
    expect(decide(learn(noFacts, first!, holds), second!)).toBe(expected);
  });
});

describe('an assignment', () => {
  it.each([
    ["a = 'x'", "a === 'x'", true],
    ["a = 'x'", "a === 'y'", false],
    ["a = 'x'", 'a', true],
    ['a = load()', 'a', null],
    ['b = 1', 'a', false],
    ['a.z = 1', 'a', false],
  ])('%s: %s is %j, which was false', (text, asked, expected) => {
    const source = parse(`function f(a, b) { x(a, ${text}, ${asked}); }`);
    const bindings = new Bindings(source);
    const [first, assignment, last] = callAt(source, 'x').arguments;
    if (assignment?.type !== 'AssignmentExpression') throw new Error('no assignment');
    const facts = learn(noFacts, matchCondition(first!, bindings)!, false);
    expect(decide(assign(facts, assignment.left, assignment.right, bindings), matchCondition(last!, bindings)!)).toBe(expected);
  });
});
