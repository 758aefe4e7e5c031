import type { TSESTree } from '@typescript-eslint/types';

import type { FunctionNode } from '../syntax/function-node.js';
import type { Source } from './source.js';
import { walk } from '../syntax/walk.js';

/**
 * The nodes of one file by type, for searches of the whole file: one walk fills all lists, instead of one walk for each search. Each list
 * is in the order of the text.
 */
export class FileNodes {
  readonly calls: (TSESTree.CallExpression | TSESTree.NewExpression)[] = [];
  readonly functions: FunctionNode[] = [];
  readonly declarators: TSESTree.VariableDeclarator[] = [];
  /** Nodes that give a property a value: `{ a: 1 }`, class members, `a.b = 1`. Assignments to variables, `a = 1`, are included. */
  readonly definitions: (TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.AssignmentExpression)[] = [];
  readonly members: TSESTree.MemberExpression[] = [];
  readonly literals: (TSESTree.Literal | TSESTree.TemplateElement)[] = [];
  readonly throws: TSESTree.ThrowStatement[] = [];
  readonly awaits: TSESTree.AwaitExpression[] = [];
  /** Loops over what an emitter or a generator brings later: `for await (const part of stream) {}`. */
  readonly asyncLoops: TSESTree.ForOfStatement[] = [];
  readonly thisExpressions: TSESTree.ThisExpression[] = [];
  /** Nodes that load a module: `import 'a'`, `import('a')`, and the `require('a')` of `import a = require('a')`. Calls of `require` are in `calls`. */
  readonly imports: (TSESTree.ImportDeclaration | TSESTree.ImportExpression | TSESTree.TSExternalModuleReference)[] = [];
  /** Statements that may end in a semicolon; they show whether the file uses semicolons. */
  readonly statements: (TSESTree.ExpressionStatement | TSESTree.ReturnStatement | TSESTree.VariableDeclaration)[] = [];
  /** Whether the file contains syntax of TypeScript. */
  hasTypes = false;
  /** Whether the file contains JSX. */
  hasJsx = false;

  /** Adds a node to the list of its type, if there is one. */
  add(node: TSESTree.Node): void {
    switch (node.type) {
      case 'Identifier':
        break;
      case 'MemberExpression':
        this.members.push(node);
        break;
      case 'Literal':
      case 'TemplateElement':
        this.literals.push(node);
        break;
      case 'CallExpression':
      case 'NewExpression':
        this.calls.push(node);
        break;
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'VariableDeclaration':
        this.statements.push(node);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.functions.push(node);
        break;
      case 'VariableDeclarator':
        this.declarators.push(node);
        break;
      case 'AssignmentExpression':
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        this.definitions.push(node);
        break;
      case 'ThrowStatement':
        this.throws.push(node);
        break;
      case 'AwaitExpression':
        this.awaits.push(node);
        break;
      case 'ForOfStatement':
        if (node.await) this.asyncLoops.push(node);
        break;
      case 'ThisExpression':
        this.thisExpressions.push(node);
        break;
      case 'ImportDeclaration':
      case 'ImportExpression':
      case 'TSExternalModuleReference':
        this.imports.push(node);
        this.hasTypes ||= node.type === 'TSExternalModuleReference';
        break;
      default:
        this.hasTypes ||= node.type.startsWith('TS');
        this.hasJsx ||= node.type.startsWith('JSX');
    }
  }
}

const known = new WeakMap<TSESTree.Program, FileNodes>();

/** The nodes of a file by type. The file is walked at the first call only. */
export function nodesOf({ ast, visitorKeys }: Pick<Source, 'ast' | 'visitorKeys'>): FileNodes {
  const found = known.get(ast);
  if (found) return found;
  const nodes = new FileNodes();
  walk(ast, visitorKeys, (node) => nodes.add(node));
  known.set(ast, nodes);
  return nodes;
}

/** The nodes of a list of `FileNodes` that are inside a node, or are the node. The list is in the order of the text, so that only a part of it is read. */
export function nodesInside<Node extends TSESTree.Node>(list: readonly Node[], { range: [start, end] }: TSESTree.Node): readonly Node[] {
  return list.slice(firstFrom(list, start), firstFrom(list, end));
}

/**
 * The mentions of `this` inside a node, as `someNode` would find them, without a walk.
 *
 * @param into whether those inside a node count, too, between a mention and the root
 */
export function thisExpressionsIn(root: TSESTree.Node, source: Pick<Source, 'ast' | 'visitorKeys'>, into: (node: TSESTree.Node) => boolean): readonly TSESTree.ThisExpression[] {
  return nodesInside(nodesOf(source).thisExpressions, root).filter((mention) => {
    for (let node: TSESTree.Node = mention; node !== root; node = node.parent!) if (!into(node)) return false;
    return true;
  });
}

/** The index of the first node that starts at an offset or behind it. */
function firstFrom(list: readonly TSESTree.Node[], offset: number): number {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (list[middle]!.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stores the nodes of a file for `nodesOf`, where a parser has already walked the file. */
export function rememberNodes(ast: TSESTree.Program, nodes: FileNodes): void {
  known.set(ast, nodes);
}
