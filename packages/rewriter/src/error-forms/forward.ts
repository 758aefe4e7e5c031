import { isCallbackName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isReference } from '../callback/error-test.js';
import type { FormOf } from '../plan/types.js';
import type { ErrorFormRecord } from './record.js';
import { wholePath } from './statements.js';

/** The callback is only `cb(err, value)`: `return cb(err)` moves into the `catch`, and `cb(null, value)` follows behind the `try`. */
export const forward: ErrorFormRecord<FormOf<'forward'>> = {
  form: 'forward',
  match: (subject) => {
    const { plainError: error, only } = subject;
    if (!error || only?.type !== 'CallExpression' || only.optional || error.references.length !== 1) return null;
    const [first, ...rest] = only.arguments;
    if (!first || !isReference(first, error) || !isCallbackCallee(only.callee)) return null;
    // Arguments whose evaluation has no effect, so that the call in the `catch` can leave the results out.
    const isSimple = rest.every(({ type }) => type === 'Identifier' || type === 'Literal' || type === 'ThisExpression');
    return isSimple && !subject.readsResult(only.callee) ? { form: 'forward', call: only } : null;
  },

  catchesThrows: true,
  readsResultsOnError: () => true,
  forwards: ({ call }) => call,

  // In an executor, `(err) => resolve(err)` resolves the promise with the error, which an async function cannot express this way.
  paths: (_, body, isErrorFirst) => (isErrorFirst ? [wholePath(body)] : null),
  withOutcome: (error, _, completions) => {
    const completion = completions.find(({ call }) => call === error.call);
    return completion ? { form: 'deliver', value: completion.value as TSESTree.Identifier | null, list: completion.list ?? null } : error;
  },

  replacesBody: true,
  render: (unit, { call }) => {
    const { semicolon } = unit;
    const callee = unit.textOf(call.callee);
    const values = call.arguments.slice(1);
    const texts = values.map((value) => unit.textOf(value));
    // As many arguments as before; in TypeScript, `undefined!` fits a parameter of any type.
    const missing = unit.isTypeScript ? 'undefined!' : 'undefined';
    const onError = values.map((value, index) => (unit.isResult(value) ? missing : (texts[index] as string)));
    const { parameter, use } = unit.caught(unit.errorName(), null);
    const [first, ...others] = unit.continuation();
    const success = `${callee}(${[unit.absentError(call), ...texts].join(', ')})${semicolon}`;
    const line = [first?.lead, [success, first?.trail].filter(Boolean).join(' ')].filter(Boolean).join('\n');
    return unit.inTry([unit.line(line), ...others], {
      parameter,
      body: `return ${callee}(${[use, ...onError].join(', ')})${semicolon}`,
      ends: true,
    });
  },
};

/** `cb`, `options.callback`, `this.done` */
function isCallbackCallee(callee: TSESTree.Expression): boolean {
  if (callee.type === 'Identifier') return isCallbackName(callee.name);
  return (
    callee.type === 'MemberExpression' &&
    !callee.computed &&
    callee.property.type === 'Identifier' &&
    isCallbackName(callee.property.name) &&
    (callee.object.type === 'Identifier' || callee.object.type === 'ThisExpression')
  );
}
