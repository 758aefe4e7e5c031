import type { CallbackSite } from '../site.js';
import { type FunctionNode, enclosingFunction } from '../syntax/function-node.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Sets the `outer` of each site: the error-first site whose callback contains its call. In `open(p, (err, fd) => { read(fd, cb); })`, the
 * outer site of `read` is `open`. Named callbacks count where they are passed.
 *
 * @returns new sites in the same order
 */
export function linkOuterSites(unlinked: readonly Omit<CallbackSite, 'outer'>[]): CallbackSite[] {
  const sites: Mutable<CallbackSite>[] = unlinked.map((site) => ({ ...site, outer: null }));
  const hosts = sites.map(({ call }) => enclosingFunction(call));
  const byCallback = new Map<FunctionNode, CallbackSite>();
  sites.forEach((site, i) => {
    if (site.kind !== 'error-first' || byCallback.has(site.callback) || isInside(hosts[i] ?? null, site.callback))
      return;
    byCallback.set(site.callback, site);
  });

  const around = new Map<FunctionNode, CallbackSite | null>();
  const nearest = (fn: FunctionNode | null): CallbackSite | null => {
    const passed: FunctionNode[] = [];
    let found: CallbackSite | null = null;
    for (let current = fn; current; current = enclosingFunction(current)) {
      const known = around.get(current) ?? byCallback.get(current);
      passed.push(current);
      if (known !== undefined) {
        found = known;
        break;
      }
    }
    for (const each of passed) around.set(each, found);
    return found;
  };

  sites.forEach((site, i) => {
    const outer = nearest(hosts[i] ?? null);
    // Named callbacks may call each other in a circle. The last link of the circle is left out.
    if (outer && !reaches(outer, site)) site.outer = outer;
  });
  return sites;
}

/** How deep error-first callbacks are nested at a site: 1 for an outermost call, 2 in the callback of another one. */
export function depthOf(site: CallbackSite): number {
  let depth = 1;
  for (let outer = site.outer; outer; outer = outer.outer) depth++;
  return depth;
}

function reaches(from: CallbackSite, target: CallbackSite): boolean {
  for (let site: CallbackSite | null = from; site; site = site.outer) if (site === target) return true;
  return false;
}

function isInside(fn: FunctionNode | null, outer: FunctionNode): boolean {
  for (let current = fn; current; current = enclosingFunction(current)) if (current === outer) return true;
  return false;
}
