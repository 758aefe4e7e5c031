import { explain } from '../explain/explain.js';
import { renderMarkdown } from '../explain/render-markdown.js';
import type { Paint } from '../output/color.js';

/** What `--explain` takes from its process. */
export interface ExplainContext {
  readonly print: (text: string) => void;
  readonly paint: Paint;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * The flag `--explain`: prints what a code or a rule means, with an example, and what to do.
 *
 * @returns the exit status: 2 if there is no such code, else 0
 * @throws where a page is missing in the installed package
 */
export function explainCode(code: string, { print, paint, printError }: ExplainContext): number {
  const explanation = explain(code);
  if (explanation.found) print(renderMarkdown(explanation.text, paint));
  else printError(explanation.message);
  return explanation.found ? 0 : 2;
}
