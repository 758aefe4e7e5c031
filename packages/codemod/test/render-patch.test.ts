import { type Edit, applyEdits } from '@uncallback/rewriter';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { renderPatch } from '../src/output/render-patch.js';

const lines = fc.array(fc.constantFrom('', '{', '}', 'a', 'b'), { maxLength: 120 }).map((all) => all.join('\n'));

/** Edits of a text, sorted and apart from each other. */
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

it('gives a patch that leads from one text to the other, whatever the edits', () => {
  const cases = lines.chain((text) => fc.tuple(fc.constant(text), editsOf(text)));
  fc.assert(
    fc.property(cases, ([before, edits]) => {
      const after = applyEdits(before, edits);
      expect(applyPatch(before, renderPatch('a.js', before, after, edits))).toBe(after);
    }),
  );
});

it('shows a change where the comparison of the whole texts shows it', () => {
  const before = `${'x\n'.repeat(50)}${'y\n'.repeat(4)}${'x\n'.repeat(50)}`;
  const edits = [{ range: [100, 102] as const, text: '' }];
  const after = applyEdits(before, edits);
  expect(renderPatch('a.js', before, after, edits)).toBe(renderPatch('a.js', before, after, null));
});
