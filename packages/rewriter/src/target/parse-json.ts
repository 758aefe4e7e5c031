/**
 * Reads an object out of a file of JSON, or of JSON with comments and trailing commas, as `tsconfig.json` is.
 *
 * @returns null where there is no text, or it is something else
 */
export function parseJson(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  return parse(text) ?? parse(text.replace(textOrComment, '$1').replace(/,(?=\s*[\]}])/g, ''));
}

/** A string, which stays, or a comment. */
const textOrComment = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
