import type { Edit } from '@uncallback/rewriter';
import type { ReportFixFunction } from '@typescript-eslint/utils/ts-eslint';

/** Edits as a fix of ESLint. */
export function fixWith(edits: readonly Edit[]): ReportFixFunction {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange(range, text));
}
