/** Why a file of a folder's walk is left out. */
export type LeftOut = 'minified' | 'generated';

const longLine = 1000;

/** Tells whether a text is no source that a person edits: minified, or marked `@generated` in its leading comments. */
export function detectLeftOut(text: string): LeftOut | null {
  if (/@generated\b/.test(leadingComments(text))) return 'generated';
  const inLongLines = text
    .split('\n')
    .filter((line) => line.length > longLine)
    .reduce((sum, line) => sum + line.length, 0);
  // A source may hold one long line, a key or an image; most of a minified file is such lines.
  return inLongLines > text.length / 2 ? 'minified' : null;
}

function leadingComments(text: string): string {
  return /^\uFEFF?(?:#!.*)?(?:\s+|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? '';
}
