/** Why a file that was found in a folder is left out. */
export type LeftOut = 'minified' | 'generated';

const longLine = 1000;

/** Detects a text that nobody edits by hand: minified, or marked `@generated` in its leading comments. null for all others. */
export function detectLeftOut(text: string): LeftOut | null {
  if (/@generated\b/.test(leadingComments(text))) return 'generated';
  const inLongLines = text
    .split('\n')
    .filter((line) => line.length > longLine)
    .reduce((sum, line) => sum + line.length, 0);
  // A source may have a few long lines, such as a key or an image as text. In a minified file they are most of the text.
  return inLongLines > text.length / 2 ? 'minified' : null;
}

function leadingComments(text: string): string {
  return /^\uFEFF?(?:#!.*)?(?:\s+|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? '';
}
