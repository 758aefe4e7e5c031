import { type Host, type Scope, type Source, contains, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Edit, LazyEdit } from './edits/edit.js';
import { inlinesCallback, knownTestOf, needsPromiseConstructor } from '../error-forms/questions.js';
import { type Names, assignNames } from '../names/assign-names.js';
import { rewritesOf } from '../plan/function-plans.js';
import { statementOf } from '../error-forms/statements.js';
import type { Conversion, ImportedUser } from '../conversion/types.js';
import type { BodyPlan, Completion, FunctionPlan, MovedExport, Rewrite } from '../plan/types.js';
import { arrowOf } from '../syntax/position.js';
import { AnyValues } from './types/any-values.js';
import { planConstants } from './imports/constants.js';
import type { RenderContext } from './context.js';
import { editCompletions } from './edits/completion-edits.js';
import { editPromises } from './edits/promise-edits.js';
import { editForwardedErrors } from './types/error-types.js';
import { dropEmptyStatements } from './edits/empty-statements.js';
import { editExecutors } from './edits/executor-edits.js';
import { mentionsOfReceivedThis } from './await/received-this.js';
import { factsOf } from '../file/file-facts.js';
import { AsiHazards } from './text/asi-hazards.js';
import { editSignature } from './edits/host-edits.js';
import { KnownNullErrors } from './edits/known-null-errors.js';
import { mendImports } from './imports/moved-imports.js';
import { isInStatement } from './await/flow.js';
import { type PromisedCall, type VariantImports, planVariantImports } from './imports/variant-imports.js';
import { type UtilName, planImport } from './imports/promisify-import.js';
import { editConversion, editImportedUser } from './edits/conversion-edits.js';
import { editRestored } from './edits/restored-edits.js';
import { editSelfReturns } from './edits/self-returns.js';
import { Slices } from './text/slices.js';
import { editStatements } from './edits/statement-edits.js';
import { stepOf } from './text/callback-step.js';
import { Units } from './await/unit.js';

/**
 * Renders the planned rewrites of a file: collects the edits of all parts of the rendering, nests them and adds the imports.
 *
 * @param functions the plans that `planRewrites` returned for this source, or some of them
 * @returns minimal edits, sorted, not overlapping; none where nothing is rewritten
 */
export function renderRewrites(source: Source, functions: readonly FunctionPlan[]): readonly Edit[] {
  const rewrites = rewritesOf(functions);
  const conversions = functions.flatMap(({ signature }) => (signature.form === 'converted' ? [signature.conversion] : []));
  const users = functions.flatMap(({ importedUsers }) => importedUsers);
  const bodies = functions.map(({ body }) => body);
  const restored = bodies.flatMap((body) => body.restored);
  const tried = new Set(bodies.flatMap(({ receivers }) => receivers));
  if (rewrites.length === 0 && restored.length === 0 && users.length === 0 && functions.every(({ signature }) => signature.form === 'keeps')) return [];
  const facts = factsOf(source);
  const { references, style, isTypeScript } = facts;
  const forwards = forwardsIn(bodies);
  const promised = [...rewrites.filter((rewrite) => !needsPromiseConstructor(rewrite)), ...forwards].flatMap(withTasks);
  const variants = planVariantImports(source, style, promised);
  const imported = planImport(source, references, style, neededNames(rewrites, bodies, conversions, users, promised.some((each) => isPromisified(each, variants))));
  const names = assignNames(source, references, rewrites, bodies.flatMap(({ executor }) => executor ?? []));
  const constants = planConstants(source, facts, rewrites, imported.nameOf('promisify'), names);
  const slices = new Slices(source, facts.multilineLiterals);
  const awaited = new Map<TSESTree.Node, Rewrite>(
    rewrites
      .filter(({ form, position }) => form === 'await' && (position.form === 'statement' || position.form === 'return'))
      .map((rewrite) => [rewrite.position.statement, rewrite]),
  );
  const branched = new Set<TSESTree.Node>(rewrites.filter(({ position }) => position.form === 'branch').map(({ position }) => position.statement));
  const completing = new Set<TSESTree.Node>([
    ...bodies.flatMap((body) => [body, ...body.callbackified]).flatMap(({ completions }) => completions.filter(leavesByItself).map((completion) => statementOf(completion) ?? completion.whole)),
    ...bodies.flatMap(({ promises }) => promises.flatMap(({ statements }) => statements)),
  ]);
  const replaced = new Set<TSESTree.Node>(
    rewrites.filter(({ form, position }) => form !== 'promise' && arrowOf(position) !== null).map(({ position }) => position.statement),
  );
  const tasks = new Set<Host>(conversions.flatMap(({ fn, place }) => (place.form === 'task' && place.flow.held === null && isInStatement(place.flow, fn) ? [fn] : [])));
  const inlined = new Map<Host, Rewrite>(rewrites.filter(inlinesCallback).map((rewrite) => [rewrite.site.callback, rewrite]));
  const hostAfter = (node: TSESTree.Node): Host => {
    const host = hostOf(node);
    const outer = inlined.get(host);
    return outer ? hostAfter(outer.call) : host;
  };
  const used = new Set<TSESTree.Node>([
    ...rewrites.filter(({ results }) => results.form !== 'none').map(({ call }) => call),
    ...bodies.flatMap(({ completions }) => completions.filter(({ kind }) => kind === 'forward').map(({ call }) => call)),
  ]);
  const knownNull = new KnownNullErrors(source, slices, names);
  const context: RenderContext = {
    ...{ source, slices, references, names },
    withError: (rewrite, make) => knownNull.withError(rewrite, make),
    nameOfUtil: imported.nameOf,
    constantOf: constants.nameOf,
    importsVariant: variants.has,
    step: style.step,
    stepOf: (callback) => stepOf(slices, callback, style.step),
    semicolon: style.semicolon,
    asiHazards: new AsiHazards(source.text, style.semicolon, rewrites),
    isTypeScript,
    anyValues: isTypeScript ? new AnyValues(source, rewrites) : null,
    isReplaced: (body) => replaced.has(body),
    awaitedIn: (statement) => (statement && awaited.get(statement)) ?? null,
    isBranched: (statement) => branched.has(statement),
    completes: (node) => completing.has(node),
    triesReceiver: (rewrite) => tried.has(rewrite),
    awaitsReturned: (node) => tasks.has(hostAfter(node)),
    usesResultOf: (call) => used.has(call),
  };
  const units = new Units(context);
  slices.setEdits([
    ...editStatements(context, units, rewrites, bodies),
    ...editExecutors(context, units, functions),
    ...functions.flatMap(({ signature }) => (signature.form === 'converted' ? editConversion(context, signature.conversion) : editSignature(source, signature))),
    ...users.flatMap((user) => editImportedUser(context, user)),
    ...rewrites.flatMap(({ declaration }) => (declaration ? removeLines(slices, declaration) : [])),
    ...addGuardSemicolons(context, rewrites),
    ...dropEmptyStatements(source.text, rewrites, bodies),
    // Before the names, since a name that is replaced is not renamed.
    ...rewrites.flatMap((rewrite) => knownNull.editsOf(rewrite)),
    ...editNames(names),
    ...editThis(context, rewrites),
    ...rewrites.flatMap((rewrite) => dropKnownTest(slices, rewrite)),
    ...rewrites.flatMap((rewrite) => editForwardedErrors(context, rewrite)),
    ...(context.anyValues?.edits() ?? []),
    ...editCompletions(context, bodies, rewrites),
    ...editPromises(context, bodies),
    ...editSelfReturns(source, slices, functions, rewrites),
    ...editRestored(context, restored),
    ...mendImports([...[...rewrites, ...forwards].map(movedIn), ...restored.map(({ moved }) => moved)]),
    ...variants.edits,
  ], [...imported.edits, ...constants.edits]);
  return slices.finish();
}

/** Whether a `return` or `throw` certainly replaces a completion: not `cb();` as a statement, which goes away at the end of a function. */
function leavesByItself(completion: Completion): boolean {
  const { value, kind, list, head } = completion;
  if (head !== undefined) return false;
  return value !== null || list !== undefined || kind === 'forward' || kind === 'step' || statementOf(completion) === null;
}

/** The functions of `util` that the output calls. */
function neededNames(rewrites: readonly Rewrite[], bodies: readonly BodyPlan[], conversions: readonly Conversion[], users: readonly ImportedUser[], promisifies: boolean): UtilName[] {
  const restores = bodies.some(({ restored }) => restored.some(({ form }) => form === 'callback'));
  const callbackifies = restores || rewrites.some(({ form }) => form === 'callbackify') || conversions.some(needsCallbackify) || users.some(({ user }) => user.form !== 'caught');
  return [...(promisifies ? (['promisify'] as const) : []), ...(callbackifies ? (['callbackify'] as const) : [])];
}

/** The calls that forward a host's callback, which the output awaits. */
function forwardsIn(bodies: readonly BodyPlan[]): readonly PromisedCall[] {
  const completions = bodies.flatMap((body) => [body, ...body.callbackified].flatMap((each) => each.completions));
  return completions.flatMap(({ call, forwarded, list }) => (list || !forwarded ? [] : [{ call, callee: forwarded.callee }]));
}

/** A promised call with those of the functions with a name that it calls in place of a control-flow call. */
function withTasks(each: PromisedCall): readonly PromisedCall[] {
  const { callee } = each;
  return callee?.form === 'flow' ? [each, ...[...callee.callees].map(([call, task]) => ({ call, callee: task.callee }))] : [each];
}

/** The export that a callee is now, if the module itself was the function. */
function movedIn({ callee }: PromisedCall): MovedExport | null {
  return callee?.form === 'native' ? callee.moved : null;
}

/** Whether the users or the edge of a function that lost its callback call it with one. */
function needsCallbackify({ users, edge }: Conversion): boolean {
  return edge !== null || users.some(({ form }) => form !== 'caught');
}

/** Whether the callee of a call is promisified: it does not return a promise by itself. */
function isPromisified({ callee }: PromisedCall, variants: VariantImports): boolean {
  if (callee?.form === 'imported-variant') return !variants.has(callee);
  return callee?.form !== 'native' && callee?.form !== 'variant' && callee?.form !== 'flow';
}

/** Removes the declaration of a named callback, with the comments right above it and the empty line that separates it. */
function removeLines(slices: Slices, statement: TSESTree.Node): LazyEdit[] {
  const { text } = slices;
  const [first] = slices.spanWithCommentsAbove(statement.range);
  // `endOf` leaves out a semicolon that guards the next line against ASI.
  const end = slices.endOf(statement);
  const isLast = /^\s*\}/.test(text.slice(end));
  const before = (isLast ? /\s*$/ : /(?:\r?\n)?[ \t]*$/).exec(slices.spaceBefore(first))?.[0] ?? '';
  const start = first - before.length;
  const space = slices.spaceBefore(start);
  const isApart = /\n[ \t\r]*$/.test(space) || (text[start - space.length - 1] === '{' && /^[ \t\r]*$/.test(space));
  const after = isApart && !isLast ? (/^[ \t]*(?:\r?\n[ \t]*(?=\r?\n))?/.exec(text.slice(end))?.[0] ?? '') : '';
  // Edits of their own for the white space: where the statement moves, its text must not include it.
  return [
    { start, end: first },
    { start: first, end },
    { start: end, end: end + after.length },
  ].flatMap((part) => (part.start < part.end ? [{ ...part, render: () => '' }] : []));
}

/** ASI hazard: once the declaration of a named callback is removed, a line that starts with `(` would call the expression before. Inserts `;`. */
function addGuardSemicolons({ asiHazards }: RenderContext, rewrites: readonly Rewrite[]): LazyEdit[] {
  const replaced = new Set<TSESTree.Node>(rewrites.map(({ position }) => position.statement));
  const opened = new Set(rewrites.map(({ declaration }) => declaration && asiHazards.openedByRemoving(declaration)));
  return [...opened].flatMap((statement) => {
    if (!statement || replaced.has(statement)) return [];
    const [start] = statement.range;
    return [{ start, end: start, render: () => ';' }];
  });
}

/** Renames variables at their declarations and references. */
function editNames({ renamed }: Names): LazyEdit[] {
  return [...renamed].flatMap(([variable, name]) => identifiersOf(variable).map((identifier) => renameAt(identifier, variable.name, name)));
}

/** Replaces the `this` with which the callee called the callback by a variable. */
function editThis({ source, names }: RenderContext, rewrites: readonly Rewrite[]): LazyEdit[] {
  return [...names.receivedThis].flatMap(([rewrite, name]) =>
    mentionsOfReceivedThis(source, rewrite, rewrites).map(({ range: [start, end] }) => ({ start, end, render: () => name })),
  );
}

function identifiersOf(variable: Scope.Variable): TSESTree.Node[] {
  return [...new Set<TSESTree.Node>([...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)])];
}

function renameAt(identifier: TSESTree.Node, from: string, to: string): LazyEdit {
  const { parent } = identifier;
  const property = parent?.type === 'AssignmentPattern' && parent.left === identifier ? parent.parent : parent;
  const isShorthand = property?.type === 'Property' && property.shorthand && contains(property, identifier);
  const [start] = identifier.range;
  return { start, end: start + from.length, render: () => (isShorthand ? `${from}: ${to}` : to) };
}

/** Removes an operand whose value is known: `err &&` of `if (err && err.code !== 'ENOENT')` in a `catch`, `err ||` of `if (err || !row)` behind a `try`. */
function dropKnownTest(slices: Slices, rewrite: Rewrite): LazyEdit[] {
  const test = knownTestOf(rewrite);
  if (!test || slices.hasComments(...test.range)) return [];
  const isWhole = test.parent.type === 'IfStatement';
  // The parentheses of `if (err && (a || b))` are not needed around the rest.
  const [start, end] = isWhole ? test.right.range : slices.outerRange(test.right, test.range);
  return [
    { start: test.range[0], end: start, render: () => '' },
    { start: end, end: test.range[1], render: () => '' },
  ].filter((edit) => edit.start < edit.end);
}
