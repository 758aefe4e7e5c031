import type { Color, Paint } from './color.js';

/** Colours a unified diff for a terminal. */
export function renderColoredPatch(patch: string, paint: Paint): string {
  return patch.replace(/^.+$/gm, (line) => {
    const color = colorOf(line);
    return color === null ? line : paint(color, line);
  });
}

function colorOf(line: string): Color | null {
  if (/^(?:---|\+\+\+) /.test(line)) return 'bold';
  if (line.startsWith('@@')) return 'cyan';
  if (line.startsWith('+')) return 'green';
  return line.startsWith('-') ? 'red' : null;
}
