import type { Edit } from '../render/edits/edit.js';

/**
 * Joins edits of a text with further edits of its result.
 *
 * @param first the edits that made the result, sorted, not overlapping
 * @param second edits of the result, sorted, not overlapping
 * @returns the edits that do both at once, sorted, not overlapping
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  // From the end to the start, so that the places of the edits in front stay what they are.
  return second.reduceRight<readonly Edit[]>(addEdit, first);
}

/** An edit with the place of its text in the result. */
interface Placed {
  readonly edit: Edit;
  readonly from: number;
  readonly to: number;
}

function addEdit(edits: readonly Edit[], { range: [start, end], text }: Edit): readonly Edit[] {
  const placed = place(edits);
  const touched = placed.filter(({ from, to }) => from <= end && start <= to);
  const before = placed.filter(({ to }) => to < start);
  const after = placed.filter(({ from }) => from > end).map(({ edit }) => edit);
  const [first, last] = [touched[0], touched.at(-1)];
  const lengthChange = (list: readonly Placed[]): number => list.reduce((sum, { edit, from, to }) => sum + (to - from) - (edit.range[1] - edit.range[0]), 0);
  const shift = lengthChange(before);
  const head = first && first.from < start ? first.edit.text.slice(0, start - first.from) : '';
  const tail = last && last.to > end ? last.edit.text.slice(end - last.from) : '';
  const from = first && first.from < start ? first.edit.range[0] : start - shift;
  const to = last && last.to > end ? last.edit.range[1] : end - shift - lengthChange(touched);
  return [...before.map(({ edit }) => edit), { range: [from, to], text: head + text + tail }, ...after];
}

function place(edits: readonly Edit[]): readonly Placed[] {
  let shift = 0;
  return edits.map((edit) => {
    const from = edit.range[0] + shift;
    const to = from + edit.text.length;
    shift += edit.text.length - (edit.range[1] - edit.range[0]);
    return { edit, from, to };
  });
}
