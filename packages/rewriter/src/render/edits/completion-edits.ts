import { type Source, contains, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type CompletionEnds, completionEndsOf, returnBehind } from '../../async-host/completion-end.js';
import { statementOf } from '../../error-forms/statements.js';
import { receiverName } from '../../names/assign-names.js';
import { nameForError } from '../../names/error-name.js';
import { freeName } from '../../names/flow-names.js';
import type { BodyPlan, Completion, Rewrite } from '../../plan/types.js';
import { chunksOf, insideOf, joinChunks } from '../text/chunks.js';
import { indent } from '../text/layout.js';
import { renderFlow } from '../await/flow.js';
import { renderCalled } from '../await/called.js';
import type { RenderContext } from '../context.js';
import { textOfOperand } from '../text/arguments.js';
import type { LazyEdit } from './edit.js';
import type { Slices } from '../text/slices.js';

/**
 * The edits that turn the calls of a host's callback into outcomes of an async function: `cb(null, value)` becomes `return value`,
 * `cb(err)` becomes `throw err`.
 *
 * @param bodies the plans of the functions, which list the completions
 * @param rewrites all rewrites of the file
 */
export function editCompletions(context: RenderContext, bodies: readonly BodyPlan[], rewrites: readonly Rewrite[]): LazyEdit[] {
  const ends = completionEndsOf(rewrites);
  return [
    ...bodies.flatMap((body) => [body, ...body.callbackified]).flatMap(({ completions, rethrowing }) => [
      ...completions.flatMap((completion) => editCompletion(context, completion, ends)),
      ...rethrowing.flatMap((statement) => unwrapTry(context, statement)),
    ]),
    ...rewrites.flatMap(({ error, position }) => (error.form === 'pass-through' && error.returned && position.form === 'statement' ? dropReturn(context.slices, position.statement) : [])),
  ];
}

/** Replaces one completion, and removes a `cb()` at the end of the function. */
function editCompletion(context: RenderContext, completion: Completion, { goesAway, isHandler }: CompletionEnds): LazyEdit[] {
  const { slices } = context;
  const { kind, value, list } = completion;
  const statement = statementOf(completion);
  const node = statement ?? completion.whole;
  const [start] = node.range;
  const end = slices.endOf(node);
  const isLast = statement !== null && goesAway(statement);
  const next = statement && returnBehind(statement);
  if (kind === 'return' && !value && !list && next && slices.hasComments(end, next.range[0])) {
    return [{ start: start - (/(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0), end, render: () => '' }];
  }
  const dropped = statement ? dropReturn(slices, statement) : [];
  const rest = dropped.at(-1)?.end ?? end;
  if (kind === 'return' && !value && !list && (completion.head === undefined ? isLast : completion.head === '')) return [...(statement ? dropSpace(slices, start, rest) : []), { start, end, render: () => '' }, ...dropped];
  if (kind === 'step') return [...(statement?.type === 'ReturnStatement' ? [] : [{ start, end: start, render: () => 'return ' }]), ...dropped];
  const semicolon = statement && isBeforeCode(slices, rest) && slices.text[end - 1] === ';' ? ';' : context.semicolon;
  // The handler of an error is moved into a `catch` as a whole.
  const isBraced = kind === 'either' && !list && node.parent?.type === 'IfStatement' && (statement === null || !isHandler(statement));
  const blockStart = isBraced ? (node.parent?.range[0] ?? start) : start;
  const inBlock = (text: string): string => (isBraced ? `{\n${indent(text, context.step)}\n}` : text);
  const render = (): string => {
    if (kind === 'either' && !list) return slices.indentFor(inBlock(eitherText({ ...context, semicolon }, completion, isLast)), blockStart);
    const text = list
      ? `return ${slices.indentFor(renderList(context, completion), start)}`
      : kind === 'forward'
        ? slices.indentFor(forwardText({ ...context, semicolon }, completion), start)
        : value
          ? `${completion.head ?? `${kind} `}${slices.indentFor(slices.flatTextOf(...value.range), start)}`
          : kind;
    return statement ? text + semicolon : text;
  };
  return [...(isBraced ? joinLines(slices, start) : []), { start, end, render }, ...dropped];
}

/** Puts the opening brace of a branch on the line of its `if` or `else`. */
function joinLines(slices: Slices, offset: number): LazyEdit[] {
  const space = slices.spaceBefore(offset);
  return space.includes('\n') ? [{ start: offset - space.length, end: offset, render: () => ' ' }] : [];
}

/** Removes the line break, or the space, in front of a statement that goes away, unless something follows on its line. */
function dropSpace(slices: Slices, start: number, end: number): LazyEdit[] {
  const length = /^[ \t]*(?:\}|\r?\n)/.test(slices.text.slice(end)) ? (/(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0) : 0;
  // An edit of its own: where the statement moves, its text must not include the white space.
  return length > 0 ? [{ start: start - length, end: start, render: () => '' }] : [];
}

/** Whether code follows on the line: without a semicolon, `return; x = 1;` would mean something else. */
function isBeforeCode({ text }: Slices, offset: number): boolean {
  const code = /[ \t]*(?![ \t]|\/[/*])[^\s}]/y;
  code.lastIndex = offset;
  return code.test(text);
}

/** `if (err) throw err;`, and a `return` with the value, or without one where code of the function follows. */
function eitherText({ slices, semicolon }: RenderContext, { call, value }: Completion, isLast: boolean): string {
  const { range, type } = call.arguments[0] as TSESTree.Node;
  const error = slices.flatTextOf(...range);
  const name = type === 'Identifier' ? error : nameForError(slices.text.slice(...hostOf(call).range), 'error');
  const declared = type === 'Identifier' ? '' : `const ${name} = ${error}${semicolon}`;
  const thrown = `if (${name}) throw ${name}${semicolon}`;
  const returned = value ? `return ${slices.flatTextOf(...value.range)}${semicolon}` : isLast ? '' : `return${semicolon}`;
  const block = call.parent.parent;
  const isInLine = block?.type === 'BlockStatement' && !slices.text.slice(...block.range).includes('\n');
  return [declared, thrown, returned].filter(Boolean).join(isInLine ? ' ' : '\n');
}

/** The arguments of the callback as a list, `[null, row]`, or its results, `[row]`; of a call that forwarded the callback, a promise of the ones that it passes. */
function renderList({ slices }: RenderContext, { kind, call, passed, isErrorNull, list }: Completion): string {
  if (kind !== 'forward') {
    const texts = passed.map(({ range }, index) => (index === 0 && isErrorNull ? 'null' : slices.flatTextOf(...range)));
    return `[${(list === 'results' ? texts.slice(1) : texts).join(', ')}]`;
  }
  const args = [...call.arguments.slice(0, -1).map((argument) => textOfOperand(slices, argument)), '(...results) => resolve(results)'];
  return `new Promise((resolve) => ${slices.flatTextOf(...call.callee.range)}(${args.join(', ')}))`;
}

/** `return promisify(fs.readFile)(path)`, with the receiver in a variable in front where it must be evaluated only once: `const query = Model.find();`. */
function forwardText(context: RenderContext, completion: Completion): string {
  const head = `return ${context.awaitsReturned(completion.call) ? 'await ' : ''}`;
  const callee = completion.forwarded?.callee;
  if (callee?.form !== 'method' || callee.isPure) return head + renderForwarded(context, completion);
  const { slices, nameOfUtil, names, semicolon } = context;
  const { object, range: [, end] } = callee.callee;
  const taken = new Set([names.renamed, names.receivers, names.wholeResults, names.passedThrough].flatMap((map) => [...map.values()]));
  const name = freeName(context, receiverName(callee.callee), outermostFunctionOf(completion.call), taken);
  const args = completion.call.arguments.slice(0, -1).map((argument) => textOfOperand(slices, argument));
  const member = slices.flatTextOf(object.range[1], end).trimStart();
  return `const ${name} = ${slices.flatTextOf(...object.range)}${semicolon}\n${head}${nameOfUtil('promisify')}(${name}${member}).call(${[name, ...args].join(', ')})`;
}

/** The outermost function around a node: code of inner ones may move into it. */
function outermostFunctionOf(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  for (let host: TSESTree.Node = hostOf(node); isFunction(host); host = hostOf(host)) outer = host;
  return outer;
}

/** The text of the promise that takes the place of a call that forwarded the callback: `promisify(fs.readFile)(path)`. */
function renderForwarded(context: RenderContext, { call, forwarded }: Completion): string {
  const callee = forwarded?.callee;
  if (callee?.form === 'flow') return renderFlow(context, callee);
  return renderCalled(context, call.callee, callee, call.arguments.slice(0, -1).map((argument) => textOfOperand(context.slices, argument)));
}

/** Removes a `return;` behind a completion, which leaves the function by itself. */
function dropReturn(slices: Slices, completion: TSESTree.Statement): LazyEdit[] {
  const next = returnBehind(completion);
  const from = slices.endOf(completion);
  if (!next || slices.hasComments(from, next.range[0])) return [];
  const [start, end] = [next.range[0], slices.endOf(next)];
  // Edits of their own for the white space: where the statement moves, its text must not include it.
  return [
    { start: from, end: start, render: () => '' },
    { start, end, render: () => '' },
  ].filter((edit) => edit.start < edit.end);
}

/**
 * Removes a `try` whose `catch` only forwarded its error to the host's callback, and keeps its block: the async function rejects by itself.
 * A variable that was declared in front of the `try` for it, `let data;`, is declared where it gets its value: `const data = JSON.parse(text);`.
 */
function unwrapTry({ source, slices, semicolon }: RenderContext, statement: TSESTree.TryStatement): LazyEdit[] {
  const { range: [start, end], block } = statement;
  const declaration = declarationFor(source, statement);
  const render = (): string => {
    const text = joinChunks(chunksOf(slices, block.body, insideOf(block)), semicolon);
    return slices.indentFor([...slices.takeHiddenComments(start, end), declaration ? `const ${text}` : text].join('\n'), start);
  };
  const edit = { start, end, render };
  return declaration ? [{ start: declaration.range[0], end: slices.endOf(declaration), render: () => '' }, { start: slices.endOf(declaration), end: start, render: () => '' }, edit] : [edit];
}

/** The declaration without a value right in front of a `try` whose first statement is the only assignment of the variable; null for none. */
function declarationFor(source: Source, { parent, block, range: [start] }: TSESTree.TryStatement): TSESTree.VariableDeclaration | null {
  const list: readonly TSESTree.Node[] = parent.type === 'BlockStatement' ? parent.body : [];
  const before = list.find((each) => each.range[1] <= start && source.text.slice(each.range[1], start).trim() === '');
  const [first] = block.body;
  const assignment = first?.type === 'ExpressionStatement' && first.expression.type === 'AssignmentExpression' ? first.expression : null;
  if (before?.type !== 'VariableDeclaration' || before.declarations.length !== 1 || assignment?.operator !== '=') return null;
  const [declarator] = before.declarations;
  const [variable] = source.scopeManager.getDeclaredVariables(before);
  const isFor = declarator?.init === null && declarator.id.type === 'Identifier' && assignment.left.type === 'Identifier' && declarator.id.name === assignment.left.name;
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  const isSeen = variable?.references.every(({ identifier }) => contains(parent, identifier)) === true;
  return isFor && isSeen && writes.length === 1 && writes[0]?.identifier === assignment.left ? before : null;
}
