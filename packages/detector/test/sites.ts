import { detectCallbacks, type CallbackSite } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';

/** The sites of a snippet. */
export function sitesOf(code: string, path = 'snippet.js'): readonly CallbackSite[] {
  return detectCallbacks(parseSource(code, path));
}
