import type { Edit } from '@uncallback/rewriter';
import type { ReportFixFunction } from '@typescript-eslint/utils/ts-eslint';

/** Converts edits into a fix for ESLint. */
export function fixWith(edits: readonly Edit[]): ReportFixFunction {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange(range, text));
}
