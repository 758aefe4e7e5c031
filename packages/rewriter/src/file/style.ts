/** The code style of a file, so that new code looks like the code around it. */
export interface Style {
  /** One step of indentation: `  `, or a tab. */
  readonly step: string;
  /** What ends a statement. */
  readonly semicolon: ';' | '';
  /** The quote of module names. */
  readonly quote: "'" | '"';
}

/**
 * Detects the style of a file by what is most common in it: the indentation step, and the quotes of its imports. Default: two spaces
 * and single quotes.
 *
 * @param hasSemicolons whether most statements end with a semicolon
 */
export function detectStyle(text: string, hasSemicolons: boolean): Style {
  return { step: detectStep(text), semicolon: hasSemicolons ? ';' : '', quote: detectQuote(text) };
}

function detectStep(text: string): string {
  const counts = new Map<string, number>();
  let previous = '';
  for (const [, white = ''] of text.matchAll(/^([ \t]*)(?=[^\s*/])/gm)) {
    if (white.length > previous.length && white.startsWith(previous)) {
      const step = white.slice(previous.length);
      if (/^(?:\t| {1,8})$/.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    previous = white;
  }
  let best = '  ';
  for (const [step, count] of counts) if (count > (counts.get(best) ?? 0)) best = step;
  return best;
}

function detectQuote(text: string): Style['quote'] {
  const imports = text.match(/(?:require\(|from |import )\s*["']/g) ?? text.match(/["']/g) ?? [];
  const double = imports.filter((match) => match.endsWith('"')).length;
  return double * 2 > imports.length ? '"' : "'";
}
