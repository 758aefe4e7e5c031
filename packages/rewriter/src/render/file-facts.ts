import type { Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { References } from '../names/references.js';
import { someNode } from '../tree.js';
import { type Style, detectStyle } from './style.js';

/** What the rendering needs to know of a whole file. */
export interface FileFacts {
  readonly references: References;
  readonly style: Style;
  /** Strings and parts of templates. */
  readonly literals: readonly TSESTree.Node[];
  /** Whether the file has types. */
  readonly isTypeScript: boolean;
}

const known = new WeakMap<TSESTree.Program, FileFacts>();

/** The facts of a file, found once: an editor asks for the edits of one function after the other. */
export function factsOf(source: Source): FileFacts {
  const facts = known.get(source.ast) ?? findFacts(source);
  known.set(source.ast, facts);
  return facts;
}

function findFacts(source: Source): FileFacts {
  const literals: TSESTree.Node[] = [];
  let [ended, open] = [0, 0];
  let isTypeScript = false;
  someNode(source.ast, source.visitorKeys, (node) => {
    if (node.type === T.TemplateElement || node.type === T.Literal) literals.push(node);
    isTypeScript ||= node.type.startsWith('TS');
    if (isEndedStatement(node)) {
      if (source.text[node.range[1] - 1] === ';') ended += 1;
      else open += 1;
    }
    return false;
  });
  return { references: new References(source), style: detectStyle(source.text, ended >= open), literals, isTypeScript };
}

/** A statement that a semicolon may end; a declaration in the head of a loop is none. */
function isEndedStatement({ type, parent }: TSESTree.Node): boolean {
  if (type === T.VariableDeclaration) return !parent?.type.startsWith('For');
  return type === T.ExpressionStatement || type === T.ReturnStatement;
}
