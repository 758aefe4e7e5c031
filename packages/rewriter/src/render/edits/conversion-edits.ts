import { isFunction, matchParameterName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { callbackTagOf } from '../../conversion/doc-comment.js';
import type { Conversion, ImportedUser, Mention, User } from '../../conversion/types.js';
import type { RenderContext } from '../context.js';
import { chunksOf, insideOf, joinChunks } from '../text/chunks.js';
import { renderEdgeBeside, renderEdgeInside, renderEdgeValue, renderHandover } from './edge-text.js';
import type { LazyEdit } from './edit.js';
import { makeAsync } from './host-edits.js';

/**
 * The edits of a function that loses its callback, beside those of its completions: `async`, its parameters and prologue, its users in
 * the file, and the callback form that others see.
 */
export function editConversion(context: RenderContext, conversion: Conversion): LazyEdit[] {
  const steps = conversion.asyncSteps.flatMap(({ fn }) => makeAsync(context.source, fn));
  // `render/await/flow.ts` writes what is in the control-flow call.
  if (conversion.place.form === 'task') return conversion.place.flow.held === null ? [] : [...makeAsync(context.source, conversion.fn), ...dropCallback(context, conversion)];
  if (conversion.edge?.form === 'inside') return [...steps, editInside(context, conversion, conversion.edge.statements)];
  return [
    ...steps,
    ...editDefinition(context, conversion),
    ...dropCallback(context, conversion),
    ...editDefaults(context, conversion),
    ...editDocComment(context, conversion),
    ...conversion.prologue.statements.flatMap((statement) => removeStatement(context, statement)),
    ...(conversion.prologue.alias ? removeDeclarator(context, conversion.prologue.alias) : []),
    ...conversion.users.flatMap((user) => editUser(context, user, (name) => renderEdgeValue(context, conversion, name, conversion.returnsPromise && isPropertyValue(user)))),
  ];
}

/** `async` in front of the function, `callbackify(...)` around it or its callback form behind it, by its edge. */
function editDefinition(context: RenderContext, conversion: Conversion): LazyEdit[] {
  const { fn, place, edge } = conversion;
  const { source, slices, nameOfUtil } = context;
  if (!edge) return makeAsync(source, fn);
  const [start, end] = fn.range;
  if (edge.form === 'wrapped') {
    const head = `${nameOfUtil('callbackify')}(async `;
    const isShort = place.form === 'property' && place.property.method;
    const opening = isShort
      ? { start: place.property.key.range[1], end: start, render: () => `: ${head}function ` }
      : { start, end: start, render: () => head };
    return [opening, { start: end, end, render: () => ')' }];
  }
  if (edge.form === 'below') return place.form === 'module' ? moveBelow(context, conversion, place.statement, edge.core) : [];
  if (edge.form === 'inside') return [];
  const key = place.form === 'assignment' ? place.target.property : place.form === 'method' ? place.method.key : null;
  const whole = place.form === 'assignment' ? place.statement : place.form === 'method' ? place.method : null;
  if (!key || !whole) return [];
  const [first] = whole.range;
  const gap = `\n\n${slices.indentAt(first)}`;
  const text = (): string => slices.indentFor(renderEdgeBeside(context, conversion, edge.core), first);
  // A comment that describes the callback stays above the callback form.
  const isDescribed = callbackTagOf(source, conversion) !== null;
  const at = isDescribed ? first : slices.endOf(whole);
  const beside = { start: at, end: at, render: () => (isDescribed ? text() + gap : gap + text()) };
  const name = { start: key.range[0], end: key.range[1], render: () => edge.core };
  return [beside, ...makeAsync(source, fn), name];
}

/** Puts `callbackify(async () => { ... })(cb);` around some statements of a function. */
function editInside(context: RenderContext, conversion: Conversion, statements: readonly TSESTree.Statement[]): LazyEdit {
  const { slices, semicolon } = context;
  const { body } = conversion.fn;
  const [first, last] = [statements[0]!, statements.at(-1)!];
  const [open, close] = insideOf(body);
  const before = body.body[body.body.indexOf(first) - 1];
  const from = before ? slices.trailingEnd(slices.endOf(before), close) : open;
  const to = slices.trailingEnd(slices.endOf(last), close);
  const gap = /^\s*/.exec(slices.text.slice(from))?.[0] ?? '';
  const render = (): string => {
    const inside = joinChunks(chunksOf(slices, statements, [from, to]), semicolon);
    const call = slices.indentFor(renderEdgeInside(context, conversion, inside), first.range[0]);
    return slices.textOf(body.range[0], from) + gap.replaceAll('\r\n', '\n') + call + slices.textOf(to, body.range[1]);
  };
  return { start: body.range[0], end: body.range[1], render };
}

/** `module.exports = (id, cb) => callbackify(find)(id, cb);` in place of `module.exports = function (id, cb) { ... };`, and the function below it. */
function moveBelow(context: RenderContext, conversion: Conversion, statement: TSESTree.ExpressionStatement, core: string): LazyEdit[] {
  const { slices, semicolon } = context;
  const { fn } = conversion;
  const [start, end] = fn.range;
  const parenthesis = slices.text.indexOf('(', fn.id?.range[1] ?? start);
  const edge = { start, end: start, render: () => `${slices.indentFor(renderEdgeValue(context, conversion, core, conversion.returnsPromise), start)}${semicolon}\n\nasync ` };
  const name = { start: fn.id?.range[0] ?? start + 'function'.length, end: fn.id?.range[1] ?? parenthesis, render: () => (fn.id ? core : ` ${core}`) };
  return [edge, name, { start: end, end: statement.range[1], render: () => '' }].filter((edit) => edit === edge || edit.start < edit.end);
}

/** Removes what the comment of a function says of the callback that it no longer has. */
function editDocComment({ source }: RenderContext, conversion: Conversion): LazyEdit[] {
  const tag = conversion.place.form === 'variable' ? callbackTagOf(source, conversion) : null;
  return tag ? [{ start: tag.start, end: tag.end, render: () => '' }] : [];
}

/** Whether a user is the value of a property, which others can call: `exports.load = load`, `{ load }`. */
function isPropertyValue(user: User): boolean {
  return user.form === 'value' && (user.mention.parent.type === 'AssignmentExpression' || user.mention.parent.type === 'Property');
}

/**
 * Removes the last parameter with the comma in front of it. Of a public function it stays, for a guard that throws: whoever passes a callback
 * would otherwise wait for it.
 */
function dropCallback(context: RenderContext, conversion: Conversion): LazyEdit[] {
  const { source: { text } } = context;
  const { fn } = conversion;
  if (conversion.closed?.isPublic) return [addGuard(context, conversion)];
  const last = fn.params.at(-1) as TSESTree.Parameter;
  const previous = fn.params.at(-2);
  const [from, end] = last.range;
  if (previous) return [{ start: previous.range[1], end, render: () => '' }];
  const hasParentheses = /\(\s*$/.test(text.slice(fn.range[0], from));
  return [{ start: from, end, render: () => (hasParentheses ? '' : '()') }];
}

/** `if (typeof cb === 'function') throw new TypeError('load returns a promise and takes no callback');` */
function addGuard({ slices, step, semicolon }: RenderContext, { fn, prologue, place }: Conversion): LazyEdit {
  const moved = [...prologue.defaults.keys()].flatMap(({ identifiers: [name] }) => (name && fn.params.includes(name as TSESTree.Identifier) ? [name.name] : []));
  const last = matchParameterName(fn.params.at(-1));
  const names = [...moved, ...(last ? [last.name] : [])];
  const name = 'name' in place && place.name !== null ? place.name : place.form === 'variable' ? place.variable.name : 'This function';
  const test = names.map((each) => `typeof ${each} === 'function'`).join(' || ');
  const directive = fn.body.body.findLast((statement) => 'directive' in statement && typeof statement.directive === 'string');
  const start = directive ? slices.endOf(directive) : fn.body.range[0] + 1;
  const indentation = slices.indentAt(fn.range[0]) + step;
  return { start, end: start, render: () => `\n${indentation}if (${test}) throw new TypeError('${name} returns a promise and takes no callback')${semicolon}` };
}

/** `options = {}` for a parameter in whose place the callback could be passed. */
function editDefaults({ slices }: RenderContext, { fn, prologue }: Conversion): LazyEdit[] {
  return [...prologue.defaults].flatMap(([variable, value]) => {
    const parameter = fn.params.find((each) => each === variable.identifiers[0]);
    const isNothing = value.type === 'Identifier' && value.name === 'undefined';
    if (!parameter || isNothing) return [];
    const [, end] = parameter.range;
    return [{ start: end, end, render: () => ` = ${slices.flatTextOf(...value.range)}` }];
  });
}

/** Removes a statement with its line, and the empty line behind it where it was the first one of its function. */
function removeStatement({ slices }: RenderContext, statement: TSESTree.Statement): LazyEdit[] {
  const { text } = slices;
  const [start] = statement.range;
  const end = slices.endOf(statement);
  const { parent } = statement;
  const isFirst = parent.type === 'BlockStatement' && isFunction(parent.parent) && parent.body[0] === statement;
  const before = /(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0;
  const after = isFirst ? (/^[ \t]*(?:\r?\n[ \t]*(?=\r?\n))?/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  // Edits of their own for the white space: where the statement moves, its text must not include it.
  return [
    { start: start - before, end: start },
    { start, end },
    { start: end, end: end + after },
  ].flatMap((part) => (part.start < part.end ? [{ ...part, render: () => '' }] : []));
}

/** Removes one declarator, with the whole declaration where it is the only one: `callback = cb || noop`. */
function removeDeclarator(context: RenderContext, declarator: TSESTree.VariableDeclarator): LazyEdit[] {
  const declarations: readonly TSESTree.Node[] = declarator.parent.declarations;
  const index = declarations.indexOf(declarator);
  const [previous, next] = [declarations[index - 1], declarations[index + 1]];
  if (previous) return [{ start: previous.range[1], end: declarator.range[1], render: () => '' }];
  return next ? [{ start: declarator.range[0], end: next.range[0], render: () => '' }] : removeStatement(context, declarator.parent);
}

/**
 * The edits of a user of a function that lost its callback.
 *
 * @param callbackForm the callback form of the function, by the expression that evaluates to it: `callbackify(load)` for `load`
 */
function editUser(context: RenderContext, user: User, callbackForm: (name: string) => string): LazyEdit[] {
  const { slices, nameOfUtil } = context;
  const node = user.form === 'value' ? user.mention : user.form === 'callbackified' ? user.call.callee : user.call;
  const [start, end] = node.range;
  const name = slices.text.slice(start, end);
  switch (user.form) {
    case 'callbackified':
      return [{ start, end, render: () => `${nameOfUtil('callbackify')}(${name})` }, ...editHandover(context, user)];
    case 'caught':
      return [{ start: end, end, render: () => '.catch(() => {})' }];
    case 'value':
      return [{ start, end, render: () => keyOf(user.mention, name) + slices.indentFor(callbackForm(name), start) }];
  }
}

/** `(err) => cb(err)` in place of `cb`, where `callbackify` would pass another number of arguments. */
function editHandover(context: RenderContext, { call, handover }: User & { readonly form: 'callbackified' }): LazyEdit[] {
  if (!handover) return [];
  const [start, end] = call.arguments.at(-1)!.range;
  return [{ start, end, render: () => context.slices.indentFor(renderHandover(context, handover), start) }];
}

/** The edits of a user of a function of another file. */
export function editImportedUser(context: RenderContext, { user }: ImportedUser): LazyEdit[] {
  return editUser(context, user, (name) => `${context.nameOfUtil('callbackify')}(${name})`);
}

/** `load: ` for the property `load` of `{ load }`. */
function keyOf({ parent }: Mention, name: string): string {
  return parent.type === 'Property' && parent.shorthand ? `${name}: ` : '';
}
