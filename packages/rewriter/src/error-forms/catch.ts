import { exits } from '@uncallback/detector';

import type { FormOf } from '../plan/types.js';
import { takeApart } from './guard-parts.js';
import type { ErrorFormRecord } from './record.js';
import { besideGuard, isRejection, listOf, statementOf } from './statements.js';
import { matchFirstTest } from './subject.js';

/** The callback starts with `if (err) return handle(err);`: the handler moves into the `catch`, and the rest follows behind the `try`. */
export const caught: ErrorFormRecord<FormOf<'catch'>> = {
  form: 'catch',
  match: ({ guard }) => guard && { form: 'catch', ...guard },

  catchesThrows: true,
  endsWithError: ({ fallsThrough }) => !fallsThrough,
  readsResultsOnError: ({ fallsThrough }) => fallsThrough,
  handler: ({ handler }) => handler,
  otherwise: ({ otherwise }) => otherwise,
  knownTest: ({ guard, handler }, variable) => (handler === guard ? matchFirstTest(guard.test, variable) : null),

  paths: ({ guard, handler, otherwise, fallsThrough }, body) => [
    [...listOf(handler), ...(fallsThrough ? besideGuard(body, guard) : [])],
    [...listOf(otherwise), ...besideGuard(body, guard)],
  ],
  mayBeSetIn: ({ guard, handler }) => handler ?? guard,
  withOutcome: (error, variable, completions) => {
    const { guard, handler, otherwise } = error;
    const statements = listOf(handler);
    const [first] = statements.filter((statement) => statement.type !== 'ReturnStatement' || statement.argument !== null);
    const completion = completions.find((candidate) => statementOf(candidate) === first);
    // A handler that only forwarded the error to the host's callback is not needed any more: the async function rejects.
    return handler && statements.length <= 2 && isRejection(completion, variable) ? { form: 'propagate', guard, otherwise } : error;
  },

  untypesResults: ({ fallsThrough }) => fallsThrough,
  keepsErrorIn: ({ guard, handler }) => (handler ? [guard.test, handler] : [guard.test]),
  render: (unit, { guard, handler, otherwise, fallsThrough }) => {
    const { lead, handler: own, trail, after, hint } = takeApart(unit, guard, handler, otherwise);
    // `cb(err);` becomes `throw err;` in an async host, so that its output leaves the function although the call did not.
    const ends = exits(handler, (statement) => unit.leaves(statement) || /^(?:return|throw)\b/.test(unit.textOf(statement)));
    const names = handler !== null && unit.isErrorRead(handler) ? unit.caught(unit.errorName(), handler) : null;
    const lines = [names?.firstLine, ...lead, withTrail(unit.joinBlock(own), trail)];
    const mustReturn = !ends && !fallsThrough && after.length > 0;
    if (mustReturn) lines.push(`return${unit.semicolon}`);
    return unit.inTry(after, {
      parameter: names?.parameter ?? null,
      hint,
      body: lines.filter(Boolean).join('\n'),
      ends: ends || mustReturn,
    });
  },
};

/** Appends the comment that was behind the guard to a block: on its last line, or on a line of its own if that ends with a comment. */
function withTrail(block: string, trail: string): string {
  if (trail === '') return block;
  const last = block.slice(block.lastIndexOf('\n') + 1);
  return [block, trail].join(last === '' || last.includes('//') || trail.includes('\n') ? '\n' : ' ').trim();
}
