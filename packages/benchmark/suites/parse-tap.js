// A line `ok: false` belongs to the details of a failed test.
const resultLine = /^( *)(not )?ok(?= |$)(?: \d+)?(?: -)? ?(.*)$/;

/**
 * Parses TAP output. Subtests, which are indented, count as tests; the line that sums up the subtests of a test does not.
 *
 * @param {string} output what a test file has printed
 * @returns {{ name: string, passed: boolean }[]} the results, in their order; a name may occur several times
 */
export function parseTap(output) {
  const results = [];
  let depth = 0;
  for (const line of output.split('\n')) {
    const [, indent, failed, title] = resultLine.exec(line) ?? [];
    if (indent === undefined) continue;
    const isSum = indent.length < depth;
    depth = indent.length;
    // A `#` begins a directive or a duration, which is no part of the name.
    if (!isSum) results.push({ name: title.replace(/ *(?<!\\)#.*$/, ''), passed: failed === undefined });
  }
  return results;
}
