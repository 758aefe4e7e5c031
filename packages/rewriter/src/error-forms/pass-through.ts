import type { FormOf } from '../plan/types.js';
import { ignoring, ignoringFailure } from './ignore.js';
import type { ErrorFormRecord } from './record.js';

/** A named callback that stays where it is: the output calls it, `show(null, text)`, and `show(err)` in the `catch`. `choose-pass-through.ts` chooses it. */
export const passThrough: ErrorFormRecord<FormOf<'pass-through'>> = {
  form: 'pass-through',

  paths: () => null,

  keepsCallback: true,
  replacesBody: true,
  endsWithReturn: ({ returned }) => returned,
  render: (unit, { callback, outcome, returned }) => {
    const { semicolon, passedThrough: result, rewrite } = unit;
    const parts = unit.plain();
    const name = unit.textOf(callback);
    const call = (...args: readonly (string | undefined)[]): string => `${name}(${args.filter(Boolean).join(', ')})${semicolon}`;
    const after = [unit.line((returned ? 'return ' : '') + call(rewrite.site.callback.params.length > 0 ? unit.absentError(null) : '', result))];
    if (outcome === 'thrown') return { ...parts, attempt: unit.awaited(result ? `const ${result} = ` : ''), after };
    if (outcome === 'ignored' && unit.evaluationMayThrow) {
      const attempt = result ? unit.awaited(`const ${result} = `, ignoringFailure(unit.isTypeScript)) : unit.awaited('', ignoringFailure());
      return { ...parts, attempt, after };
    }
    const own = unit.errorName();
    const { parameter, use } = unit.caught(own === name ? unit.otherName(own) : own, null);
    return {
      ...parts,
      declared: !result ? [] : unit.isTypeScript && outcome === 'ignored' ? [`${result}: any`] : [result],
      attempt: unit.awaited(result ? `${result} = ` : ''),
      handler: outcome === 'ignored' ? ignoring : { parameter, body: `return ${call(use, unit.isTypeScript && result ? 'undefined!' : undefined)}`, ends: true },
      after,
    };
  },
};
