import type { TSESTree } from '@typescript-eslint/types';

/**
 * The statements at the top of a file up to its last import: `import` and `require` statements and, between them, statements that
 * run no code of other modules, such as `var name = 'a';` or a function. The first function below an import ends the head: a
 * `require` behind it does not belong to the head, since some files have such calls at the bottom.
 *
 * @param body the statements of the file
 */
export function headOf(body: readonly TSESTree.ProgramStatement[]): readonly TSESTree.ProgramStatement[] {
  const first = body.findIndex(isImport);
  const end = body.findIndex(
    (statement, index) => !isImport(statement) && (!isInert(statement) || (first !== -1 && index > first && isFunctional(statement))),
  );
  return body.slice(0, end === -1 ? body.length : end);
}

/** `function f() {}`, `exports.f = function () {}` */
function isFunctional(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === 'FunctionDeclaration') return true;
  let value = statement.type === 'ExpressionStatement' ? statement.expression : statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : null;
  while (value?.type === 'AssignmentExpression') value = value.right;
  return value?.type === 'FunctionExpression' || value?.type === 'ArrowFunctionExpression';
}

/**
 * The statement below which an import can be added: the last import or `require` of the head, else the first directive. An import
 * further down would be too late, since code that needs it may have run by then.
 *
 * @returns null for a file whose head has neither
 */
export function lastOfHead(body: readonly TSESTree.ProgramStatement[]): TSESTree.ProgramStatement | null {
  const head = headOf(body);
  return head.findLast(isImport) ?? head.find(isDirective) ?? null;
}

/** Whether a node is a call `require(...)` whose argument passes a test. */
export function isRequire(node: TSESTree.Node | null | undefined, test: (request: TSESTree.Node | undefined) => boolean): boolean {
  return (
    node?.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require' &&
    test(node.arguments[0])
  );
}

/** `require('a')`, `require('a').b`, `require('a')(b)`. Not `require('a')(() => { ... })`: the function in the arguments may be called at once. */
function startsWithRequire(node: TSESTree.Expression | null): boolean {
  if (isRequire(node, () => true)) return true;
  if (node?.type === 'MemberExpression') return startsWithRequire(node.object);
  return node?.type === 'CallExpression' && startsWithRequire(node.callee) && node.arguments.every(isPassive);
}

function isImport(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === 'VariableDeclaration') return statement.declarations.some(({ init }) => startsWithRequire(init));
  return (
    statement.type === 'ImportDeclaration' ||
    statement.type === 'TSImportEqualsDeclaration' ||
    (statement.type === 'ExpressionStatement' && isRequire(statement.expression, () => true))
  );
}

function isDirective(statement: TSESTree.ProgramStatement): boolean {
  return statement.type === 'ExpressionStatement' && typeof statement.directive === 'string';
}

/** Whether a statement runs no code of other modules: a function, `var a = 1;`, `module.exports = name`. */
function isInert(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === 'FunctionDeclaration' || isDirective(statement)) return true;
  if (statement.type === 'VariableDeclaration') return statement.declarations.every(({ init }) => init === null || isConstant(init));
  return statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && isConstant(statement.expression);
}

/** Whether the evaluation of an expression calls nothing: `a.b`, `1`, `function () {}`, `{ a: 1 }`. */
function isConstant(node: TSESTree.Expression): boolean {
  if (node.type === 'AssignmentExpression') return isConstant(node.right);
  if (node.type === 'MemberExpression') return isConstant(node.object) && !node.computed;
  return node.type === 'Identifier' || node.type === 'Literal' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || isConstantObject(node);
}

function isConstantObject(node: TSESTree.Expression): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every((property) => property.type === 'Property' && !property.computed && isConstant(property.value as TSESTree.Expression))
  );
}

/** Whether an argument of a `require('a')(...)` calls nothing but `require`, and is no function that could be called. */
function isPassive(node: TSESTree.CallExpressionArgument): boolean {
  if (node.type === 'MemberExpression') return isPassive(node.object) && !node.computed;
  if (node.type === 'ObjectExpression') {
    return node.properties.every((property) => property.type === 'Property' && !property.computed && isPassive(property.value as TSESTree.Expression));
  }
  return node.type === 'Identifier' || node.type === 'Literal' || node.type === 'ThisExpression' || (node.type === 'CallExpression' && startsWithRequire(node));
}
