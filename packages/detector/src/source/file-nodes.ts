import type { TSESTree } from '@typescript-eslint/types';

import type { FunctionNode } from '../syntax/function-node.js';
import type { Source } from './source.js';
import { walk } from '../syntax/walk.js';

/** The nodes of one file that somebody looks for in all of it, found in one walk; each list is in the order of the text. */
export class FileNodes {
  readonly calls: (TSESTree.CallExpression | TSESTree.NewExpression)[] = [];
  readonly functions: FunctionNode[] = [];
  readonly declarators: TSESTree.VariableDeclarator[] = [];
  /** What gives a property a value: a definition of it, or an assignment; assignments to variables are among them. */
  readonly definitions: (TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.AssignmentExpression)[] = [];
  readonly members: TSESTree.MemberExpression[] = [];
  readonly literals: (TSESTree.Literal | TSESTree.TemplateElement)[] = [];
  readonly throws: TSESTree.ThrowStatement[] = [];
  readonly awaits: TSESTree.AwaitExpression[] = [];
  /** What loads a module, but for `require`. */
  readonly imports: (TSESTree.ImportDeclaration | TSESTree.ImportExpression | TSESTree.TSExternalModuleReference)[] = [];
  /** Statements that a semicolon may end. */
  readonly statements: (TSESTree.ExpressionStatement | TSESTree.ReturnStatement | TSESTree.VariableDeclaration)[] = [];
  /** Whether there is syntax of TypeScript. */
  hasTypes = false;
  /** Whether there is JSX. */
  hasJsx = false;

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

/** The nodes of a file, found once. */
export function nodesOf({ ast, visitorKeys }: Pick<Source, 'ast' | 'visitorKeys'>): FileNodes {
  const found = known.get(ast);
  if (found) return found;
  const nodes = new FileNodes();
  walk(ast, visitorKeys, (node) => nodes.add(node));
  known.set(ast, nodes);
  return nodes;
}

/** Tells the nodes of a file that was walked already. */
export function rememberNodes(ast: TSESTree.Program, nodes: FileNodes): void {
  known.set(ast, nodes);
}
