import { memberOfMoved } from '../../callee/moved-export.js';
import type { RestoredCall } from '../../plan/types.js';
import type { RenderContext } from '../context.js';
import type { LazyEdit } from './edit.js';

/**
 * The edits that make calls of functions which take no callback call it again: `callbackify(client.get).call(client, key, done)`; and those that take
 * `promisify` away from functions that return a promise.
 */
export function editRestored({ slices, nameOfUtil }: RenderContext, restored: readonly RestoredCall[]): LazyEdit[] {
  return restored.map((each): LazyEdit => {
    const { call, callee } = each;
    const name = (): string => slices.text.slice(...callee.range) + memberOfMoved(each);
    if (each.form === 'promise') return { start: call.range[0], end: call.range[1], render: name };
    const [start, end] = call.callee.range;
    const { receiver } = each;
    const [first] = call.arguments;
    if (!receiver || !first) return { start, end, render: () => `${nameOfUtil('callbackify')}(${name()})` };
    return { start, end: first.range[0], render: () => `${nameOfUtil('callbackify')}(${name()}).call(${slices.text.slice(...receiver.range)}, ` };
  });
}
