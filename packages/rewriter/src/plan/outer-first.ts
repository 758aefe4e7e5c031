import { type CallbackSite, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** Sorts what belongs to sites so that each comes behind that of the callback which its call is in. */
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
