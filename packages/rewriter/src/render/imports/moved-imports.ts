import type { TSESTree } from '@typescript-eslint/types';

import type { MovedExport } from '../../plan/types.js';
import type { LazyEdit } from '../edits/edit.js';

/**
 * The edits that mend imports of modules which are objects now: `const rimraf = require('rimraf')` becomes `const { rimraf } = require('rimraf')`,
 * `import rm from 'rimraf'` becomes `import { rimraf as rm } from 'rimraf'`.
 *
 * @param moved the exports that the output calls
 */
export function mendImports(moved: readonly (MovedExport | null)[]): LazyEdit[] {
  const names = new Map<TSESTree.Identifier, string>();
  for (const each of moved) if (each?.binding) names.set(each.binding, each.name);
  return [...names].map(([binding, name]) => {
    const [start] = binding.range;
    const link = binding.parent.type === 'ImportDefaultSpecifier' ? ' as ' : ': ';
    const text = `{ ${binding.name === name ? name : name + link + binding.name} }`;
    return { start, end: start + binding.name.length, render: () => text };
  });
}
