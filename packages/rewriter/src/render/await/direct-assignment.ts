// Where all that is done with a result is to assign it, `output = text;`, the awaited call is assigned: `output = await promisify(load)(path);`.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Unit } from '../../error-forms/unit.js';
import { variableAt } from '../../syntax/variables.js';

/**
 * Merges the assignment right behind an awaited call into it: `const text = await ...; output = text;` becomes `output = await ...;`, and so does
 * `let text; try { text = await ...; } catch (err) { return done(err); } output = text;`. Only a variable is assigned so: the object of
 * `this.output = text` would be evaluated before the call.
 *
 * @param semicolon what ends a statement in this file
 */
export function assignDirectly(source: Source, unit: Unit, semicolon: string): Unit {
  const [first, ...after] = unit.after;
  if (!first || !isOnlyUse(source, first.statement)) return unit;
  const text = first.text();
  const [target = '', value = ''] = text.slice(0, text.length - semicolon.length).split(' = ');
  // The text of the statement says what both are called in the output, and has neither a comment nor anything else.
  if (!/^[\w$]+$/.test(target) || !/^[\w$]+$/.test(value) || text !== `${target} = ${value}${semicolon}`) return unit;
  if (unit.handler === null) {
    const head = `const ${value} = await `;
    return unit.attempt.startsWith(head) ? { ...unit, attempt: `${target} = await ${unit.attempt.slice(head.length)}`, after } : unit;
  }
  const head = `${value} = await `;
  if (!unit.handler.ends || !unit.declared.includes(value) || !unit.attempt.startsWith(head)) return unit;
  return { ...unit, declared: unit.declared.filter((each) => each !== value), attempt: `${target} = await ${unit.attempt.slice(head.length)}`, after };
}

/** Whether a statement assigns a variable to another one, `output = text;`, and nothing else uses it. */
function isOnlyUse(source: Source, statement: TSESTree.Statement | null): boolean {
  const assignment = statement?.type === 'ExpressionStatement' ? statement.expression : null;
  if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return false;
  const { left, right } = assignment;
  return left.type === 'Identifier' && right.type === 'Identifier' && variableAt(source, left) !== null && variableAt(source, right)?.references.length === 1;
}
