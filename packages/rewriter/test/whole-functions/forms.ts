import type { TSESTree } from '@typescript-eslint/types';
import { parseSource } from '@uncallback/detector/parse';

/**
 * What became of a function that took a callback. `converted`: it takes none any more. `edge`: an async function does the work, and the
 * callback form calls it.
 */
export type Form = 'converted' | 'edge' | 'kept';

/** What became of the functions with these names that had no other form before; see `formsIn`. */
export function formsAfter(input: string, output: string, names: readonly string[]): Form[] {
  const before = formsIn(input, names);
  return formsIn(output, names.filter((_, index) => before[index] === 'kept'));
}

/**
 * Says what became of the functions with these names. It goes by names only: `load1Async` or `callbackify(load1)` is an edge, and a
 * function whose last parameter is not named like a callback is converted.
 *
 * @param names unique names of functions that take a callback in the text before the rewrite
 */
export function formsIn(output: string, names: readonly string[]): Form[] {
  const values = listDefinitions(output);
  return names.map((name) => {
    const isEdge = values.has(`${name}Async`) || new RegExp(`callbackify\\((?:[\\w.]+\\.)?${name}(?:Async|\\.async)?\\)`).test(output);
    if (isEdge || (values.get(name) ?? []).some(isCallbackify)) return 'edge';
    return (values.get(name) ?? []).some((value) => isFunction(value) && !takesCallback(value)) ? 'converted' : 'kept';
  });
}

type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

const isFunction = (node: TSESTree.Node): node is FunctionNode => /^(Function|ArrowFunction)/.test(node.type);

function takesCallback({ params }: FunctionNode): boolean {
  const last = params.at(-1);
  return last?.type === 'Identifier' && /^(cb|callback|done)$/.test(last.name);
}

const isCallbackify = (node: TSESTree.Node): boolean =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'callbackify';

/** The values that names get by declarations, assignments, properties and methods. */
function listDefinitions(text: string): Map<string, TSESTree.Node[]> {
  const { ast, visitorKeys } = parseSource(text, 'module.js');
  const values = new Map<string, TSESTree.Node[]>();
  const visit = (node: TSESTree.Node): void => {
    const [target, value] = matchDefinition(node);
    if (target?.type === 'Identifier' && value) values.set(target.name, [...(values.get(target.name) ?? []), value]);
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [Reflect.get(node, key)].flat() as (TSESTree.Node | null)[]) if (child !== null) visit(child);
    }
  };
  visit(ast);
  return values;
}

function matchDefinition(node: TSESTree.Node): readonly [target?: TSESTree.Node | null, value?: TSESTree.Node | null] {
  switch (node.type) {
    case 'FunctionDeclaration':
      return [node.id, node];
    case 'VariableDeclarator':
      return [node.id, node.init];
    case 'AssignmentExpression':
      return [node.left.type === 'MemberExpression' ? node.left.property : node.left, node.right];
    case 'Property':
    case 'MethodDefinition':
      return [node.key, node.value];
    default:
      return [];
  }
}
