import { type Edit, applyEdits } from '@uncallback/rewriter';
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { renderPatch } from '../src/output/render-patch.js';

const lines = fc.array(fc.constantFrom('', '{', '}', 'a', 'b'), { maxLength: 120 }).map((all) => all.join('\n'));

/** Random edits of a text, sorted and without overlaps. */
const editsOf = (text: string): fc.Arbitrary<Edit[]> =>
  fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length), lines), { maxLength: 4 }).map((parts) => {
    const edits: Edit[] = [];
    let end = -1;
    for (const [one, other, put] of parts.sort((a, b) => Math.min(a[0], a[1]) - Math.min(b[0], b[1]))) {
      const range = [Math.min(one, other), Math.max(one, other)] as const;
      if (range[0] > end) edits.push({ range, text: put });
      end = Math.max(end, range[1]);
    }
    return edits;
  });

it('renders a patch that leads from one text to the other, for random edits', () => {
  const cases = lines.chain((text) => fc.tuple(fc.constant(text), editsOf(text)));
  fc.assert(
    fc.property(cases, ([before, edits]) => {
      const after = applyEdits(before, edits);
      expect(applyPatch(before, renderPatch('a.js', before, edits))).toBe(after);
    }),
  );
});

it('equals the diff of the whole texts if no lines repeat', () => {
  const before = Array.from({ length: 40 }, (_, i) => `line ${i}\n`).join('');
  const at = (line: number) => before.indexOf(`line ${line}\n`);
  const edits = [
    { range: [at(3), at(5)] as const, text: '' },
    { range: [at(11), at(11)] as const, text: 'one\ntwo\n' },
    { range: [at(20), at(20) + 4] as const, text: 'row' },
    { range: [before.length, before.length] as const, text: 'end' },
  ];
  const after = applyEdits(before, edits);
  const whole = renderPatch('a.js', before, [{ range: [0, before.length], text: after }]);
  expect(renderPatch('a.js', before, edits)).toBe(whole);
  expect(whole).toBe(
    createTwoFilesPatch('a/a.js', 'b/a.js', before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY }),
  );
});
