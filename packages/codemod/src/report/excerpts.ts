import type { SiteReport } from '../file-report.js';

const mostLines = 8;

/**
 * Cuts the first lines of each callback out of a file's text, for the report page: whole lines, so that the call is seen too,
 * without their common indentation, and `…` if lines are missing.
 */
export function excerptSites(text: string, sites: readonly SiteReport[]): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return sites.map(({ line, endLine }) => {
    const own = lines.slice(line - 1, Math.min(endLine, line - 1 + mostLines));
    const indents = own.filter((each) => each.trim() !== '').map((each) => /^[\t ]*/.exec(each)?.[0].length ?? 0);
    const shared = Math.min(...indents, Infinity);
    const isCut = endLine - line + 1 > mostLines;
    return [...own.map((each) => each.slice(shared)), ...(isCut ? ['…'] : [])].join('\n');
  });
}
