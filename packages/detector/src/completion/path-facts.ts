import type { TSESTree } from '@typescript-eslint/types';
import type * as Scope from '../scope/scope.js';
import type { Bindings } from '../bindings/bindings.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';

/** A condition in a normal form, so that the same question has the same `key` wherever it is asked: `a !== 1` and `1 === a`. */
export interface Condition {
  /** The question as text, with the place of its declaration behind each variable: `a#12==1`. */
  readonly key: string;
  /** Whether the condition is true if the answer to the question is no: `!==`, `>=`. */
  readonly isNegated: boolean;
  /** For `subject === literal` both sides. For a plain value, `if (a)`, the value and null. For other comparisons null and null. */
  readonly subject: string | null;
  readonly literal: string | null;
  readonly variables: ReadonlySet<Scope.Variable>;
}

/** A condition with its answer on a path. */
interface Fact extends Condition {
  readonly answer: boolean;
}

/** The answers that are known on a path, by the keys of their questions. */
export type Facts = ReadonlyMap<string, Fact>;

/** The facts at the start of a function. */
export const noFacts: Facts = new Map();

/**
 * Reads a condition without `!`, `&&` and `||`.
 *
 * @returns null where the condition cannot be asked again with the same answer: it assigns, awaits or creates something
 */
export function matchCondition(condition: TSESTree.Node, bindings: Bindings): Condition | null {
  const variables = new Set<Scope.Variable>();
  const node = unwrap(condition);
  if (node.type === 'BinaryExpression') {
    const equality = /^([!=])==?$/.exec(node.operator);
    const order = /^[<>]=?$/.test(node.operator);
    const left = describe(node.left, bindings, variables);
    const right = describe(node.right, bindings, variables);
    if (left === null || right === null) return null;
    if (equality) {
      const [subject, literal] = isLiteral(node.left) ? [right, left] : [left, right];
      const isLiteralKnown = isLiteral(node.left) || isLiteral(node.right);
      const common = { isNegated: equality[1] === '!', variables };
      return isLiteralKnown
        ? { ...common, key: `${subject}==${literal}`, subject, literal }
        : { ...common, key: [left, right].sort().join('=='), subject: null, literal: null };
    }
    if (order) {
      // `a > b` is `b < a`, and `a >= b` is the negation of `a < b`.
      const isTurned = node.operator === '>' || node.operator === '<=';
      const key = isTurned ? `${right}<${left}` : `${left}<${right}`;
      return { key, isNegated: node.operator.length === 2, subject: null, literal: null, variables };
    }
  }
  const key = describe(node, bindings, variables);
  return key === null ? null : { key, isNegated: false, subject: key, literal: null, variables };
}

/** Whether a condition is true on a path with these facts; null where they do not say. */
export function decide(facts: Facts, condition: Condition): boolean | null {
  const answer = answerOf(facts, condition);
  return answer === null ? null : answer !== condition.isNegated;
}

/** The answer to the question of a condition: known itself, or implied by one about its subject. `a == 'x'` implies that `a` is truthy. */
function answerOf(facts: Facts, { key, subject, literal }: Condition): boolean | null {
  const known = facts.get(key);
  if (known) return known.answer;
  if (subject === null) return null;
  if (literal !== null) {
    const truth = facts.get(subject)?.answer;
    if (truth !== undefined && truth !== isTruthy(literal)) return false;
    return [...facts.values()].some((fact) => fact.subject === subject && fact.literal !== null && fact.answer)
      ? false
      : null;
  }
  for (const fact of facts.values()) {
    if (fact.subject === subject && fact.literal !== null && fact.answer) return isTruthy(fact.literal);
  }
  return null;
}

/** The facts after a condition was true (`holds`) or false. */
export function learn(facts: Facts, condition: Condition, holds: boolean): Facts {
  return new Map(facts).set(condition.key, { ...condition, answer: holds !== condition.isNegated });
}

/**
 * The facts after an assignment: those about the target are removed, and if the value is a literal, `state = 'done'`, that one is added.
 *
 * @param value null where it is unknown, as in `i++`
 */
export function assign(facts: Facts, target: TSESTree.Node, value: TSESTree.Node | null, bindings: Bindings): Facts {
  const variables = new Set<Scope.Variable>();
  const subject = describe(target, bindings, variables);
  const [variable] = variables;
  if (subject === null || !variable) return facts;
  const isMember = unwrap(target).type === 'MemberExpression';
  const rest = new Map([...facts].filter(([key, fact]) => (isMember ? !key.includes(subject) : !fact.variables.has(variable))));
  const known = value && isLiteral(value) ? describe(value, bindings, new Set()) : null;
  if (known === null) return rest;
  return rest.set(`${subject}==${known}`, { key: `${subject}==${known}`, isNegated: false, subject, literal: known, variables, answer: true });
}

/**
 * Whether a condition that is false follows other false ones about the same subject, `if (a === 'x') ... else if (a === 'y') ...`: then
 * the cases may be all that occur, and the path after them may never be taken.
 */
export function isOneOfCases(facts: Facts, { key }: Condition): boolean {
  const topic = topicOf(key);
  const others = [...facts].filter(([other, { answer }]) => !answer && other !== key && topicOf(other) === topic);
  return topic !== null && others.length > 0;
}

/** What a key is about: `action` of `action=='stop'`, `file` of `file.isNull(`, `names` of `typeof names=='string'` and `Array.isArray(names`. */
function topicOf(key: string): string | null {
  const forms = [/^typeof (.+)==/, /^(.+) instanceof /, /\bis[A-Z]\w*\((.+)$/, /^(.+)==[^=]*$/, /^(.+)\.\w+\(?$/];
  for (const form of forms) {
    const topic = form.exec(key)?.[1];
    if (topic !== undefined) return topic;
  }
  return null;
}

/** The facts that contain none of certain variables. */
export function forget(facts: Facts, isForgotten: (variable: Scope.Variable) => boolean): Facts {
  return new Map([...facts].filter(([, { variables }]) => ![...variables].some(isForgotten)));
}

/** The facts that hold on both of two paths. */
export function intersect(a: Facts, b: Facts): Facts {
  return new Map([...a].filter(([key, { answer }]) => b.get(key)?.answer === answer));
}

/** Whether all facts of `a` are in `b`. */
export function isSubset(a: Facts, b: Facts): boolean {
  return a.size <= b.size && [...a].every(([key, { answer }]) => b.get(key)?.answer === answer);
}

function isLiteral(expression: TSESTree.Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'UnaryExpression') return node.operator !== 'typeof' && isLiteral(node.argument);
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined');
}

function isTruthy(literal: string): boolean {
  return !/^(?:null|false|0|''|""|!1)$/.test(literal);
}

/**
 * An expression as text, equal for expressions that have equal values. Two calls with equal arguments count as equal, and null, undefined
 * and `void` expressions are all `null`.
 *
 * @param variables collects the variables in the expression
 * @returns null for expressions that are not read here: functions, assignments, templates and others
 */
function describe(expression: TSESTree.Node, bindings: Bindings, variables: Set<Scope.Variable>): string | null {
  const node = unwrap(expression);
  const all = (nodes: readonly TSESTree.Node[]) => nodes.map((each) => describe(each, bindings, variables));
  const join = (parts: readonly (string | null)[], sign: string) => (parts.includes(null) ? null : parts.join(sign));
  switch (node.type) {
    case 'Identifier': {
      if (node.name === 'undefined') return 'null';
      const variable = bindings.variableOf(node);
      if (variable) variables.add(variable);
      return variable ? `${node.name}#${String(variable.identifiers[0]?.range[0])}` : node.name;
    }
    case 'ThisExpression':
      return 'this';
    case 'Literal':
      return node.raw;
    case 'MemberExpression': {
      const name = matchPropertyName(node);
      const object = describe(node.object, bindings, variables);
      if (name !== null) return join([object, name], '.');
      return join([object, describe(node.property, bindings, variables)], '.@');
    }
    case 'UnaryExpression':
      if (node.operator === 'delete') return null;
      if (node.operator === 'void') return 'null';
      return join([node.operator, describe(node.argument, bindings, variables)], ' ');
    case 'BinaryExpression':
      return join(all([node.left, node.right]), ` ${node.operator} `);
    case 'CallExpression':
      return join([describe(node.callee, bindings, variables), join(all(node.arguments), ',')], '(');
    default:
      return null;
  }
}
