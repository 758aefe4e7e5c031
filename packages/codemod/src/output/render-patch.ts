import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

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

/** Renders a diff that `git apply` and `patch -p1` take. */
export function renderPatch(path: string, before: string, after: string): string {
  const name = path.replace(/^\/+/, '');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
