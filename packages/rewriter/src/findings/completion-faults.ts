import { type Branch, type CompletionFaults, Positions, type Repetition, type Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Finding } from './finding.js';

/** The messages of `callback-once`. */
export const callbackOnceMessages = {
  again: '`{{callback}}` is {{used}} here, and on the same path again on {{lines}}',
  eachRound: '`{{callback}}` is {{used}} here each time round, so it may be called more than once',
  ifItThrows: '`{{callback}}` is {{used}} here, and if that throws, again on {{lines}}',
  never: '`{{callback}}` is not called where `{{condition}}` is {{outcome}}',
  neverIfThrown: '`{{callback}}` is not called where the `try` on line {{line}} fails',
} as const;

type MessageId = keyof typeof callbackOnceMessages;

/** A finding about a function that does not call its callback once. */
export interface CompletionFinding extends Finding<MessageId> {
  /** The pairs of calls on one path that begin with the reported one; none where the callback is not called. */
  readonly repetitions: readonly Repetition[];
}

/** The findings about functions that call their callback twice or not at all on some path: one for each first call, and one for each path without a call. */
export function describeCompletionFaults({ text }: Source, faults: readonly CompletionFaults[]): readonly CompletionFinding[] {
  const positions = new Positions(text);
  return faults.flatMap(({ callback, repetitions, omissions }) => [
    ...[...groupByFirst(repetitions)].map(([first, found]): CompletionFinding => ({
      node: pickReported(first),
      messageId: nameRepetition(found),
      data: { callback: callback.name, used: isArgument(first) ? 'handed on' : 'called', lines: nameLines(found, positions) },
      site: null,
      repetitions: found,
    })),
    ...omissions.map((branch) => wordOmission(callback, branch, text, positions)),
  ]);
}

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

function nameRepetition(found: readonly Repetition[]): MessageId {
  if (found.some(({ first, again }) => first === again)) return 'eachRound';
  return found.every(({ isThrown }) => isThrown) ? 'ifItThrows' : 'again';
}

/** Names the lines of the later calls: `line 7`, `lines 7 and 9`. */
function nameLines(found: readonly Repetition[], positions: Positions): string {
  const lines = [...new Set(found.map(({ again }) => positions.at(again.range[0]).line))].sort((a, b) => a - b);
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

function wordOmission(callback: CompletionFaults['callback'], { node, outcome }: Branch, text: string, positions: Positions): CompletionFinding {
  const common = { node, site: null, repetitions: [] };
  if (outcome === 'thrown') {
    return { ...common, messageId: 'neverIfThrown', data: { callback: callback.name, line: positions.at(node.parent?.range[0] ?? 0).line } };
  }
  const condition = text.slice(...node.range).replace(/\s+/g, ' ');
  const short = condition.length > 60 ? `${condition.slice(0, 59)}…` : condition;
  return { ...common, messageId: 'never', data: { callback: callback.name, condition: short, outcome } };
}
