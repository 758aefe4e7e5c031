import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { rewrite } from '../../src/index.js';

/** A text and its exact output. */
interface LayoutCase {
  readonly name: string;
  readonly idiomatic?: boolean;
  readonly input: string;
  readonly output: string;
}

/** Declares a test for each case. */
export function testLayout(cases: readonly LayoutCase[]): void {
  test.each(cases)('$name', ({ idiomatic = false, input, output }) => {
    const parse = (text: string): ReturnType<typeof parseSource> => parseSource(text, 'a.js');
    const result = rewrite(parse(input), parse, { idiomatic });
    expect(result.failure).toBeNull();
    expect(result.text).toBe(output);
    expect(rewrite(parse(output), parse, { idiomatic }).text).toBe(output);
  });
}
