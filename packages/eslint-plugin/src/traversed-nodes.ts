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

/**
 * Lists the nodes of a file for the detector from the steps of ESLint's own traversal, which ESLint keeps, so that the tree is not walked once more.
 *
 * Does nothing where the host keeps no steps, as oxlint: the detector then walks the tree.
 *
 * @see https://eslint.org/docs/latest/extend/languages#required-methods-for-sourcecode
 */
export function listNodes(sourceCode: Readonly<SourceCode>): void {
  const steps = (sourceCode as Traversed).traverse?.();
  if (!Array.isArray(steps)) return;
  const nodes = new FileNodes();
  for (let i = 0; i < steps.length; i++) {
    const { phase, target } = steps[i] as Step;
    if (phase === 1) nodes.add(target as TSESTree.Node);
  }
  rememberNodes(sourceCode.ast, nodes);
}
