import { readFileSync } from 'node:fs';

import type { TSESTree } from '@typescript-eslint/types';
import { detectCallbacks, type Source } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { filesOf, packages } from './corpus.js';

describe.each(packages)('%s', (name) => {
  it('has one site for every function that is an argument', () => {
    const files = filesOf(name);
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) {
      const source = parseSource(readFileSync(path, 'utf8'), path);
      const found = detectCallbacks(source).map(({ argument }) => argument);
      expect(new Set(found).size, path).toBe(found.length);
      const places = new Set<TSESTree.Node>(found);
      expect(
        functionArguments(source)
          .filter((node) => !places.has(node))
          .map((node) => `${path}:${node.range[0]}`),
      ).toEqual([]);
    }
  });
});

function functionArguments({ ast, visitorKeys }: Source): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  const visit = (node: TSESTree.Node) => {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      found.push(
        ...node.arguments.filter(({ type }) => type === 'FunctionExpression' || type === 'ArrowFunctionExpression'),
      );
    }
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [(node as unknown as Record<string, unknown>)[key]].flat())
        if (child) visit(child as TSESTree.Node);
    }
  };
  visit(ast);
  return found;
}
