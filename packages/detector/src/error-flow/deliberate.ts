import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../source/file-nodes.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { isErrorName } from '../vocabulary/parameter-names.js';

/** The comment in a `catch` that ignores an error as the callback before did. The codemod writes it, and somebody who has decided replaces it. */
export const ignoredAsBefore = 'error ignored, as before';

/** The words of a comment in a callback that says that its error is ignored, or handled elsewhere. */
const ignoringWords =
  /\bignor(?:e|ed|es|ing)\b|\bon purpose\b|\b(?:deliberate|intentional)(?:ly)?\b|\bbest[ -]effort\b|\bswallow|\bcarry on\b|\b(?:don'?t|do not|doesn'?t|does not) (?:really )?(?:care|matter|mind)\b|\bno matter\b|\bnever fails?\b|\b(?:can'?t|cannot) fail\b|\b(?:errors?|err) (?:is|are|will be|gets?) (?:already |also )?(?:handled|reported|emitted|logged|expected)\b|\bnot an error\b|\bfire[ -]and[ -]forget\b|\b(?:may|might|could) (?:already |not |have )*(?:be gone|exist|fail|been removed)|\balready (?:there|gone|exists?|removed|created|closed)\b|\bno need to (?:handle|check|care)\b|\bnothing (?:to do|we can do)\b/i;

/** The words of a comment in front of a call that says so; more is asked of it, as it may be about anything. */
const ignoringErrors = /\b(?:ignor\w*|swallow\w*)\b.{0,40}\b(?:err\w*|fail\w*|exceptions?|result)\b|\b(?:err\w*|fail\w*)\b.{0,40}\bignor|\bbest[ -]effort\b|\bfire[ -]and[ -]forget\b/i;

/** A directive that switches off a rule of another linter for the same: `eslint-disable-line handle-callback-err`. */
const disabling = /^\s*eslint-disable(-next-line|-line)?\b.*\b(?:handle-callback-err|no-unchecked-error)\b/;

/** The comments of a file by what they say. */
interface Comments {
  readonly all: readonly TSESTree.Comment[];
  readonly ignoringErrors: readonly TSESTree.Comment[];
  readonly disabling: readonly TSESTree.Comment[];
}

const known = new WeakMap<TSESTree.Program, Comments>();

/** The comments of a file. They are read at the first call only. */
function commentsOf({ ast }: Source): Comments {
  let comments = known.get(ast);
  if (!comments) {
    const all = ast.comments ?? [];
    comments = { all, ignoringErrors: all.filter(({ value }) => ignoringErrors.test(value)), disabling: all.filter(({ value }) => disabling.test(value)) };
    known.set(ast, comments);
  }
  return comments;
}

/**
 * Whether a comment marks the error of a callback as ignored: in the callback, but not in a function inside it, `// best effort`; in the lines
 * in front of the statement of the call, `// ignore errors`; or as a directive of ESLint for `handle-callback-err`.
 */
export function saysIgnored(source: Source, { call, callback }: Pick<CallbackSite, 'call' | 'callback'>): boolean {
  const { all, disabling: directives } = commentsOf(source);
  const inside = all.filter(({ range }) => isIn(range, callback.range));
  return (
    inside.some((comment) => isDecision(comment) && !isInInnerFunction(source, comment.range, callback) && !isAboutInnerCall(source, comment, callback)) ||
    (inside.length > 0 && explainsEmptyBranch(source, inside, callback)) ||
    directives.some((comment) => disables(source, comment, callback.range[0])) ||
    saysIgnoredInFrontOf(source, call) ||
    saysIgnoredOfHost(source, call)
  );
}

/** Whether the comment of the function or method around a call says that it ignores errors: `/** Saves the state; errors are ignored. *\/`. */
function saysIgnoredOfHost(source: Source, call: TSESTree.Node): boolean {
  const { ignoringErrors: comments } = commentsOf(source);
  if (comments.length === 0) return false;
  let host: TSESTree.Node | undefined = call.parent;
  while (host && host.type !== 'FunctionDeclaration' && host.type !== 'MethodDefinition') host = host.parent;
  // Under ESLint, the parent of the program is null.
  return host ? isInFrontOf(source, comments, host.range[0], host.range[0]) : false;
}

/** Whether a comment in the head of a function names the error that it does not take: `(/* err *\/) => {}`. */
export function namesErrorInHead(source: Source, { params, body, range }: FunctionNode): boolean {
  if (params.length > 0) return false;
  return commentsOf(source).all.some((comment) => isIn(comment.range, [range[0], body.range[0]]) && comment.value.split(/\W+/).some(isErrorName));
}

/**
 * Whether a comment marks the error of an awaited call as ignored: in the call, behind it among the statements that run until something else is
 * awaited, or in front of it.
 */
export function saysIgnoredBehind(source: Source, node: TSESTree.Node, statements: readonly TSESTree.Node[]): boolean {
  const { all, disabling: directives } = commentsOf(source);
  if (directives.some((comment) => disables(source, comment, node.range[0]))) return true;
  const last = statements.at(-1) ?? statementOf(node);
  const next = (last.parent?.type === 'BlockStatement' || last.parent?.type === 'Program' ? last.parent.body : []).find(({ range }) => range[0] >= last.range[1]);
  const end = next?.range[0] ?? last.parent?.range[1] ?? last.range[1];
  return all.some((comment) => isDecision(comment) && isIn(comment.range, [node.range[0], end]) && !statements.some((statement) => isInFunctionOf(source, comment.range, statement))) || saysIgnoredInFrontOf(source, node);
}

/** Whether a comment says that an error is ignored, and somebody has written it. */
function isDecision({ value }: TSESTree.Comment): boolean {
  return ignoringWords.test(value) && value.trim() !== ignoredAsBefore;
}

/** Whether a comment is all that the branch for an error has: `if (err) { // the folder is there }`. */
function explainsEmptyBranch({ visitorKeys }: Source, comments: readonly TSESTree.Comment[], { params: [first], body }: FunctionNode): boolean {
  if (first?.type !== 'Identifier') return false;
  return someNode(body, visitorKeys, (node) => {
    if (node.type !== 'IfStatement' || node.test.type !== 'Identifier' || node.test.name !== first.name) return false;
    const { consequent } = node;
    return consequent.type === 'BlockStatement' && consequent.body.length === 0 && comments.some(({ range }) => isIn(range, consequent.range));
  }, insideSameFunction);
}

/** Whether a comment in the lines in front of a statement says that errors are ignored there. */
export function saysIgnoredAt(source: Source, use: TSESTree.Node | null): boolean {
  return use !== null && saysIgnoredInFrontOf(source, statementOf(use));
}

/** Whether a comment that ends before a node says so, and nothing but comments is between it and the statement of the node. */
function saysIgnoredInFrontOf(source: Source, node: TSESTree.Node): boolean {
  return isInFrontOf(source, commentsOf(source).ignoringErrors, statementOf(node).range[0], node.range[0]);
}

/** Whether one of several comments ends before a place, and nothing but comments is between it and the start of what it is about. */
function isInFrontOf(source: Source, comments: readonly TSESTree.Comment[], start: number, place: number): boolean {
  return comments.some(({ range: [, end] }) => end <= place && /^\s*$/.test(withoutComments(source, end, start)));
}

/** The text between two offsets without line comments; of a later start, the empty text. */
function withoutComments({ text }: Source, start: number, end: number): string {
  return text.slice(start, Math.max(start, end)).replace(/\/\/.*/g, '');
}

/** Whether a directive is about a place: on its line, on the line in front of it, or anywhere before it. */
function disables({ text }: Source, { value, range: [start, end], type }: TSESTree.Comment, head: number): boolean {
  const match = disabling.exec(value);
  if (!match) return false;
  const breaks = (from: number, to: number): number => text.slice(from, to).split('\n').length - 1;
  if (match[1] === '-line') return head <= start ? breaks(head, start) === 0 : breaks(end, head) === 0;
  if (match[1] === '-next-line') return end <= head && breaks(end, head) === 1;
  return type === 'Block' && start < head;
}

function statementOf(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (current.parent && !isFunction(current.parent) && !/Statement$|Declaration$|^Program$/.test(current.type)) current = current.parent;
  return current;
}

function isInInnerFunction(source: Source, range: readonly [number, number], callback: FunctionNode): boolean {
  return nodesOf(source).functions.some((inner) => inner !== callback && isIn(inner.range, callback.range) && isIn(range, inner.range));
}

/** Whether a comment is right in front of a later statement of a callback that passes a function itself, so that it is about the error of that one. */
function isAboutInnerCall(source: Source, { range: [, end] }: TSESTree.Comment, { body }: FunctionNode): boolean {
  const later = body.type === 'BlockStatement' ? body.body.slice(1) : [];
  const next = later.find(({ range }) => range[0] >= end);
  return next !== undefined && /^\s*$/.test(withoutComments(source, end, next.range[0])) && nodesOf(source).functions.some((inner) => isIn(inner.range, next.range));
}

/** Whether a range is in a function inside a statement. */
function isInFunctionOf(source: Source, range: readonly [number, number], statement: TSESTree.Node): boolean {
  return nodesOf(source).functions.some((inner) => isIn(inner.range, statement.range) && isIn(range, inner.range));
}

function isIn([start, end]: readonly [number, number], outer: readonly [number, number]): boolean {
  return outer[0] <= start && end <= outer[1];
}
