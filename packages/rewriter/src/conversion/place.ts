import { type FunctionNode, type Source } from '@uncallback/detector';

import { propertyNameOf } from '../syntax/function-shape.js';
import { variableOf } from '../syntax/variables.js';
import type { Place } from './types.js';

/** Where a function is defined; null for a function whose users could not be told: an argument, a part of an expression. */
export function placeOf(source: Source, fn: FunctionNode): Place | null {
  const { parent } = fn;
  switch (parent.type) {
    case 'AssignmentExpression': {
      const { left, parent: statement } = parent;
      const name = propertyNameOf(fn);
      const isStatement = parent.right === fn && parent.operator === '=' && statement.type === 'ExpressionStatement';
      if (left.type !== 'MemberExpression' || left.computed || !isStatement || name === null || fn.id !== null && isUsedInside(source, fn)) return null;
      return { form: 'assignment', name, target: left, statement };
    }
    case 'Property': {
      const name = propertyNameOf(fn);
      return parent.value !== fn || parent.computed || parent.kind !== 'init' || name === null || isUsedInside(source, fn) ? null : { form: 'property', name, property: parent };
    }
    case 'MethodDefinition': {
      const name = propertyNameOf(fn);
      return parent.kind !== 'method' || parent.computed || name === null || parent.key.type === 'PrivateIdentifier' ? null : { form: 'method', name, method: parent };
    }
    default:
      return variablePlace(source, fn);
  }
}

/** The place of a function that a variable holds for good. */
function variablePlace(source: Source, fn: FunctionNode): Place | null {
  const variable = variableOf(source, fn);
  const isExported = fn.parent.type === 'ExportNamedDeclaration' || fn.parent.type === 'ExportDefaultDeclaration' || fn.parent.parent?.parent?.type === 'ExportNamedDeclaration';
  if (!variable || variable.defs.length !== 1 || isExported) return null;
  const isReplaced = variable.references.some((reference) => reference.isWrite() && reference.writeExpr !== fn);
  return isReplaced || (fn.type !== 'FunctionDeclaration' && isUsedInside(source, fn)) ? null : { form: 'variable', variable };
}

/** Whether a function expression mentions itself by its own name: `exports.walk = function walk() { walk(); }`. */
function isUsedInside(source: Source, fn: FunctionNode): boolean {
  const own = fn.type === 'FunctionExpression' && fn.id ? source.scopeManager.getDeclaredVariables(fn).find(({ name }) => name === fn.id?.name) : null;
  return (own?.references.length ?? 0) > 0;
}
