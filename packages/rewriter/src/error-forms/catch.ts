import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { FormOf } from '../plan/types.js';
import { exits } from '../position.js';
import { expressionOf } from '../tree.js';
import type { ErrorFormRecord } from './record.js';
import { behindGuard, isRejection, listOf } from './statements.js';
import { matchFirstTest } from './subject.js';

/** `if (err) return handle(err);`: the handler goes into `catch`, what follows is behind the `try`. */
export const caught: ErrorFormRecord<FormOf<'catch'>> = {
  form: 'catch',
  match: ({ guard }) => guard && { form: 'catch', ...guard },

  catchesThrows: true,
  endsWithError: ({ goesOn }) => !goesOn,
  readsResultsOnError: ({ goesOn }) => goesOn,
  handler: ({ handler }) => handler,
  otherwise: ({ otherwise }) => otherwise,
  impliedTest: ({ guard, handler }, variable) => (handler === guard ? matchFirstTest(guard.test, variable) : null),

  paths: ({ handler, otherwise, goesOn }, body) => [
    [...listOf(handler), ...(goesOn ? behindGuard(body) : [])],
    [...listOf(otherwise), ...behindGuard(body)],
  ],
  mayBeSetIn: ({ guard, handler }) => handler ?? guard,
  withOutcome: (error, variable, completions) => {
    const { guard, handler, otherwise } = error;
    const statements = listOf(handler);
    const [first] = statements.filter((statement) => statement.type !== T.ReturnStatement || statement.argument !== null);
    const call = expressionOf(first);
    const completion = completions.find((candidate) => candidate.call === call);
    // An error that only went to the callback is a rejection now.
    return handler && statements.length <= 2 && isRejection(completion, variable) ? { form: 'propagate', guard, otherwise } : error;
  },

  untypesResults: ({ goesOn }) => goesOn,
  keepsErrorIn: ({ guard, handler }) => (handler ? [guard.test, handler] : [guard.test]),
  render: (unit, { guard, handler, otherwise, goesOn }) => {
    const around = unit.commentsAround(guard);
    const block = guard.parent as TSESTree.BlockStatement;
    const end = unit.trailingEnd(guard.range[1], block.range[1]);
    const limitOf = (branch: TSESTree.Node, other: TSESTree.Node | null): number =>
      other && other.range[0] > branch.range[0] ? other.range[0] : end;
    const branch = otherwise ? unit.branch(otherwise, limitOf(otherwise, handler)) : [];
    const after = [...branch, ...unit.continuation(1)];
    const own = handler ? unit.branch(handler, limitOf(handler, otherwise)) : [];
    const isTrailShown = [...own, ...branch].some(({ trail }) => trail !== '' && trail === around.trail);
    // Where an outcome takes its place, what told the callback leaves the function.
    const ends = exits(handler, (statement) => /^(?:return|throw)\b/.test(unit.textOf(statement)));
    const names = handler !== null && unit.isErrorRead(handler) ? unit.caught(unit.errorName(), handler) : null;
    const lines = [names?.firstLine, around.lead, unit.joinBlock(own), isTrailShown ? '' : around.trail];
    const mustReturn = !ends && !goesOn && after.length > 0;
    if (mustReturn) lines.push(`return${unit.semicolon}`);
    return unit.inTry(after, {
      parameter: names?.parameter ?? null,
      body: lines.filter(Boolean).join('\n'),
      ends: ends || mustReturn,
    });
  },
};
