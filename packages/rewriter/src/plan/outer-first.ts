// The order in which sites are planned: what becomes of a callback decides what can become of the calls in it.

import { type CallbackSite, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Sorts items that belong to sites so that a site follows the one whose callback its call is in. The order is unchanged otherwise.
 *
 * Example: with `function done(err, fd) { fs.close(fd, onClose); }` in front of `fs.open('a', done);`, `fs.open` comes first.
 */
export function outerFirst<Item extends { readonly site: CallbackSite }>(items: readonly Item[]): readonly Item[] {
  const byCallback = new Map<TSESTree.Node, Item>(items.map((item) => [item.site.callback, item]));
  const started = new Set<Item>();
  const sorted: Item[] = [];
  const add = (item: Item): void => {
    if (started.has(item)) return;
    started.add(item);
    const outer = byCallback.get(hostOf(item.site.call));
    if (outer) add(outer);
    sorted.push(item);
  };
  items.forEach(add);
  return sorted;
}
