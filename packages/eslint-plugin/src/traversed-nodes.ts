import { FileNodes, rememberNodes } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

/** One step of a traversal: a node that is entered (phase 1) or left (phase 2), or an event of the code path analysis, whose target is a name. */
interface Step {
  readonly target: unknown;
  readonly phase?: 1 | 2;
}

/** ESLint's class, with what its types leave out. */
interface Traversed {
  readonly traverse?: () => Iterable<Step>;
}

/** The steps of ESLint's own traversal, which ESLint keeps; null where the host keeps none, as oxlint. */
export function stepsOf(sourceCode: Readonly<SourceCode>): readonly Step[] | null {
  const steps = (sourceCode as Traversed).traverse?.();
  return Array.isArray(steps) ? (steps as readonly Step[]) : null;
}

/**
 * Lists the nodes of a file for the detector from the steps of ESLint's own traversal, so that the tree is not walked once more. Does nothing where
 * there are none: the detector then walks the tree.
 *
 * @see https://eslint.org/docs/latest/extend/languages#required-methods-for-sourcecode
 */
export function listNodes(sourceCode: Readonly<SourceCode>): void {
  const steps = stepsOf(sourceCode);
  if (!steps) return;
  const nodes = new FileNodes();
  for (let i = 0; i < steps.length; i++) {
    const { phase, target } = steps[i]!;
    if (phase === 1) nodes.add(target as TSESTree.Node);
  }
  rememberNodes(sourceCode.ast, nodes);
}
