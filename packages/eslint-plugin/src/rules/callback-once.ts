import type { Branch, CompletionFaults, Repetition } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { findStatementToReturn } from '../return-statement.js';

type MessageIds = 'again' | 'eachRound' | 'ifItThrows' | 'never' | 'neverIfThrown' | 'return';

/**
 * The rule `callback-once`: reports functions that call an error-first callback parameter twice or not at all on some path. A
 * missing `return` is suggested. See callback-once.md.
 */
export default createRule<readonly [], MessageIds>({
  name: 'callback-once',
  meta: {
    type: 'problem',
    docs: { description: 'require an error-first callback to be called once on every path' },
    hasSuggestions: true,
    schema: [],
    messages: {
      again: '`{{callback}}` is {{used}} here, and on the same path again on {{lines}}',
      eachRound: '`{{callback}}` is {{used}} here each time round, so it may be called more than once',
      ifItThrows: '`{{callback}}` is {{used}} here, and if that throws, again on {{lines}}',
      never: '`{{callback}}` is not called where `{{condition}}` is {{outcome}}',
      neverIfThrown: '`{{callback}}` is not called where the `try` on line {{line}} fails',
      return: 'Insert `return`',
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Program() {
        for (const { callback, repetitions, omissions } of analyse(context).completionFaults) {
          for (const [first, found] of groupByFirst(repetitions)) {
            const statement = found.some(({ isThrown }) => isThrown)
              ? null
              : findStatementToReturn(first, found.map(({ again }) => again));
            context.report({
              node: pickReported(first),
              messageId: nameRepetition(found),
              data: { callback: callback.name, used: isArgument(first) ? 'handed on' : 'called', lines: nameLines(found) },
              suggest: statement
                ? [{ messageId: 'return', fix: (fixer) => fixer.insertTextBefore(statement, 'return ') }]
                : [],
            });
          }
          for (const branch of omissions) context.report(wordOmission(callback, branch, sourceCode));
        }
      },
    };
  },
});

/** Groups repetitions by their first call, so that a call is reported once for all later ones. */
function groupByFirst(repetitions: readonly Repetition[]): Map<TSESTree.Node, Repetition[]> {
  const groups = new Map<TSESTree.Node, Repetition[]>();
  for (const repetition of repetitions) {
    const group = groups.get(repetition.first);
    if (group) group.push(repetition);
    else groups.set(repetition.first, [repetition]);
  }
  return groups;
}

function nameRepetition(found: readonly Repetition[]): MessageIds {
  if (found.some(({ first, again }) => first === again)) return 'eachRound';
  return found.every(({ isThrown }) => isThrown) ? 'ifItThrows' : 'again';
}

/** Names the lines of the later calls: `line 7`, `lines 7 and 9`. */
function nameLines(found: readonly Repetition[]): string {
  const lines = [...new Set(found.map(({ again }) => again.loc.start.line))].sort((a, b) => a - b);
  const last = lines.pop();
  return lines.length > 0 ? `lines ${lines.join(', ')} and ${String(last)}` : `line ${String(last)}`;
}

/** Whether a node is an argument of a call. */
function isArgument(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.arguments.some((argument) => argument === node)
  );
}

function pickReported(node: TSESTree.Node): TSESTree.Node {
  return node.type === 'CallExpression' && !isArgument(node) ? node.callee : node;
}

function wordOmission(callback: CompletionFaults['callback'], { node, outcome }: Branch, sourceCode: Readonly<SourceCode>) {
  const data = { callback: callback.name };
  if (outcome === 'thrown') {
    return { node, messageId: 'neverIfThrown', data: { ...data, line: node.parent?.loc.start.line ?? 0 } } as const;
  }
  const condition = sourceCode.getText(node).replace(/\s+/g, ' ');
  const short = condition.length > 60 ? `${condition.slice(0, 59)}…` : condition;
  return { node, messageId: 'never', data: { ...data, condition: short, outcome } } as const;
}
