import type { FunctionNode, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The variable that an identifier refers to; null where the file does not declare it. */
export function variableAt(source: Source, identifier: TSESTree.Identifier): Scope.Variable | null {
  return variableNamed(source, identifier, identifier.name);
}

/** Whether a name is that of a global: no code declares it. ESLint lists the globals of the language as variables without a definition. */
export function isGlobalName(source: Source, name: TSESTree.Identifier): boolean {
  const variable = variableAt(source, name);
  return variable === null || variable.defs.length === 0;
}

/** The variable that a name refers to at a place; null where the file does not declare it. */
export function variableNamed(source: Source, place: TSESTree.Node, name: string): Scope.Variable | null {
  for (let node: TSESTree.Node | undefined = place; node; node = node.parent) {
    const scope = source.scopeManager.acquire(node, true);
    if (!scope) continue;
    let found: Scope.Scope | null = scope;
    for (; found; found = found.upper) {
      const variable = found.set.get(name);
      if (variable) return variable;
    }
    return null;
  }
  return null;
}

/** The variable `f` of `function f() {}`, of `var f = function () {}` and of `f = function () {};` if `f` is assigned only once. Null for any other function. */
export function variableOf(source: Source, fn: FunctionNode): Scope.Variable | null {
  const { parent } = fn;
  if (parent.type === 'AssignmentExpression' && parent.right === fn && parent.left.type === 'Identifier' && parent.parent.type === 'ExpressionStatement') {
    const variable = variableAt(source, parent.left);
    const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
    return variable?.defs.every(({ node }) => node.type === 'VariableDeclarator') && writes.length === 1 ? variable : null;
  }
  const owner = fn.type === 'FunctionDeclaration' ? fn : parent;
  if (owner.type === 'VariableDeclarator' ? owner.init !== fn : owner !== fn) return null;
  const [variable] = source.scopeManager.getDeclaredVariables(owner);
  return variable ?? null;
}

/** Whether a node is a mention of a variable. */
export function isMentionOf(node: TSESTree.Node, { references }: Scope.Variable): boolean {
  return node.type === 'Identifier' && references.some(({ identifier }) => identifier === node);
}

/** Whether a variable is assigned behind the start of a node. */
export function isAssignedBehind({ references }: Scope.Variable, node: TSESTree.Node): boolean {
  return references.some((reference) => reference.isWrite() && reference.identifier.range[0] > node.range[0]);
}

/** Whether a reference assigns `this` to its variable: `self = this`. */
export function assignsThis({ writeExpr }: Scope.Reference): boolean {
  return writeExpr?.type === 'ThisExpression';
}
