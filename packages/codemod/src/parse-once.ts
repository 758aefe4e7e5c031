import { basename } from 'node:path';

import type { Source } from '@uncallback/detector';

import type { Parse } from './with-parser.js';

/** How many characters the texts of the kept sources may have together. */
const maximumLength = 1_000_000;

/** The sources by their texts; the one that was used last is the last one. */
const recent = new Map<string, { readonly source: Source; readonly parse: Parse }>();
let length = 0;

/**
 * Makes a parser return a source that it has parsed lately again, with all that was found out about it: a file is summarized for others
 * and rewritten itself.
 */
export function parseOnce(parse: Parse): Parse {
  return (text, path) => {
    const known = recent.get(text);
    // Of a path, only the name of the file matters to a source.
    const isKnown = known?.parse === parse && basename(known.source.path ?? '') === basename(path);
    const source = isKnown ? known.source : parse(text, path);
    if (known) recent.delete(text);
    else length += text.length;
    recent.set(text, { source, parse });
    for (const oldest of recent.keys()) {
      if (length <= maximumLength) break;
      recent.delete(oldest);
      length -= oldest.length;
    }
    return source;
  };
}
