import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { contains } from '../../syntax/surroundings.js';
import { keyText, memberText } from '../index/property-keys.js';
import { matchTarget } from './protocol.js';

/**
 * Whether code reads the number of parameters of a callback: `cb.length`, `const { length } = cb`, also through an alias, `fn = cb`.
 *
 * Limit: a callback that is stored in a property, `this.fn = cb`, is not followed.
 *
 * @param mentions the mentions of the callback parameter
 */
export function readsLength(mentions: readonly TSESTree.Node[], bindings: Bindings): boolean {
  // The loop also visits what is added to the set while it runs.
  const places = new Set(mentions);
  for (const place of places) {
    const { parent } = place;
    if (parent?.type === 'MemberExpression' && parent.object === place && memberText(parent) === 'length' && !holdsOther(place, places, bindings)) return true;
    const target = parent ? matchTarget(parent, place) : null;
    if (target?.type === 'ObjectPattern' && target.properties.some((each) => each.type === 'Property' && keyText(each.key, each.computed) === 'length')) return true;
    const variable = target && bindings.variableOf(target);
    for (const { identifier } of variable?.references ?? []) places.add(identifier);
    // cb = cb || noop
    if (parent?.type === 'LogicalExpression') places.add(parent);
  }
  return false;
}

/** Whether a variable may hold something else: `files` of `if (typeof files === 'function') { cb = files; files = ['a']; }`. */
function holdsOther(place: TSESTree.Node, places: ReadonlySet<TSESTree.Node>, bindings: Bindings): boolean {
  const variable = bindings.variableOf(place);
  const values = variable ? bindings.valuesOf(variable) : [];
  return values.some((value) => ![...places].some((mention) => contains(value, mention)));
}
