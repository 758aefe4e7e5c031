import { detectCallbacks, prefilter, type CallbackSite } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { expect } from 'vitest';

/** The sites of a snippet; the first look must not have told that there are none. */
export function sitesOf(code: string, path = 'snippet.js'): readonly CallbackSite[] {
  const source = parseSource(code, path);
  const sites = detectCallbacks(source);
  if (sites.some(({ kind }) => kind === 'error-first')) expect(prefilter(source).mayPass, code).toBe(true);
  return sites;
}
