import type { TSESTree } from '@typescript-eslint/types';

import { memberOfMoved } from '../../callee/moved-export.js';
import type { CalleeForm } from '../../plan/types.js';
import type { RenderContext } from '../context.js';

/**
 * The text of a promised call on one line: `promisify(fs.readFile)(path)`.
 *
 * @param target the callee as it is in the file
 * @param callee how it is made to return a promise
 * @param args the texts of the arguments without the callback; with the receiver in front for the form `call`
 */
export function renderCalled({ slices, nameOfUtil, importsVariant }: RenderContext, { range }: TSESTree.Expression, callee: CalleeForm | undefined, args: readonly string[]): string {
  const target = slices.flatTextOf(...range);
  if (callee?.form === 'native') return `${target}${memberOfMoved(callee)}(${args.join(', ')})${promiseMethodOf(callee)}`;
  if (callee?.form === 'imported-variant' && importsVariant(callee)) return `${target}(${args.join(', ')})`;
  if (callee?.form === 'variant') return `${slices.flatTextOf(range[0], callee.callee.property.range[0])}${callee.variant}(${args.join(', ')})`;
  if (callee?.form === 'call') return `${nameOfUtil('promisify')}(${slices.flatTextOf(...callee.target.range)}).call(${args.join(', ')})`;
  const promisified = `${nameOfUtil('promisify')}(${target})`;
  if (callee?.form !== 'method') return `${promisified}(${args.join(', ')})`;
  return `${promisified}.call(${[slices.flatTextOf(...callee.callee.object.range), ...args].join(', ')})`;
}

/** The call of the method that returns the promise: `.promise()` of `s3.getObject(options).promise()`; else nothing. */
export function promiseMethodOf({ promiseMethod }: { readonly promiseMethod: string | null }): string {
  return promiseMethod === null ? '' : `.${promiseMethod}()`;
}
