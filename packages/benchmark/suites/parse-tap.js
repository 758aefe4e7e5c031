const resultLine = /^( *)(not )?ok\b(?: \d+)?(?: -)? ?(.*)$/;

/**
 * Reads the results of a TAP output, those of subtests (indented) included, but not the sums over subtests.
 *
 * @param {string} output
 * @returns {{ name: string, passed: boolean }[]}
 */
export function parseTap(output) {
  const results = [];
  let depth = 0;
  for (const line of output.split('\n')) {
    const [, indent, failed, title] = resultLine.exec(line) ?? [];
    if (indent === undefined) continue;
    const isSum = indent.length < depth;
    depth = indent.length;
    // Directives and times stand behind a `#`.
    if (!isSum) results.push({ name: title.replace(/ *(?<!\\)#.*$/, ''), passed: failed === undefined });
  }
  return results;
}
