/**
 * Parses an object from JSON, also with comments and trailing commas as in `tsconfig.json`.
 *
 * @returns null for no text, for invalid JSON, and for a value that is no object; it never throws
 */
export function parseJson(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  return parse(text) ?? parse(text.replace(textOrComment, '$1').replace(/,(?=\s*[\]}])/g, ''));
}

/** Matches a string, which is kept, or a comment, which is removed. */
const textOrComment = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
