/** Why a file that was found in a folder is left out. */
export type LeftOut = 'minified' | 'generated';

const longLine = 1000;

/** Detects a text that nobody edits by hand: minified, a bundle, or marked `@generated` in its leading comments. null for all others. */
export function detectLeftOut(text: string): LeftOut | null {
  if (/@generated\b/.test(leadingComments(text)) || isBundle(text)) return 'generated';
  const inLongLines = text
    .split('\n')
    .filter((line) => line.length > longLine)
    .reduce((sum, line) => sum + line.length, 0);
  // A source may have a few long lines, such as a key or an image as text. In a minified file they are most of the text.
  return inLongLines > text.length / 2 ? 'minified' : null;
}

/** Whether a text holds many modules: what webpack wrote, `function __webpack_require__(`, or browserify, `1:[function(require,module,exports){`. */
export function isBundle(text: string): boolean {
  return /^[^\n'"`]*\bfunction __webpack_require__\(|^[^\n'`]*(?:\b\d+|"[^"\n]+"):\s*\[\s*function\s*\(require,\s*module,\s*exports\)\s*\{/m.test(text);
}

function leadingComments(text: string): string {
  return /^\uFEFF?(?:#!.*)?(?:\s+|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? '';
}
