import type { TSESTree } from '@typescript-eslint/types';

import { isErrorName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import type { FileContext } from '../classify/file-context.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { FunctionNode } from '../syntax/function-node.js';
import type { Source } from '../source/source.js';
import { type Loop, StatementFlow } from '../flow/statement-flow.js';
import { belongsTo, CallbackNames } from './callback-names.js';
import { hasNode, leaves, tellsNothing } from './endings.js';
import { matchReceiver } from './forwarding.js';
import { Guards } from './guards.js';
import { decide, forget, isOneOfCases, learn, matchCondition } from './path-facts.js';
import * as paths from './paths.js';
import type { Branch, Path, Paths } from './paths.js';

/** The most expressions that are followed for one callback. */
const maxSteps = 50_000;

/** Follows the paths through the statements of a function, as far as they matter to its callback. */
export abstract class CompletionStatements extends StatementFlow<Paths> {
  protected readonly unreachable = paths.unreachable;
  readonly #host: FunctionNode;
  protected readonly names: CallbackNames;
  readonly #guards: Guards;
  protected readonly knowledge: FileContext;
  protected readonly source: Source;
  readonly #running: FunctionNode[] = [];
  #exits: Paths = paths.unreachable;
  /** What arrives at the `catch` around; null where there is none. */
  protected thrown: { paths: Paths; isUnknown: boolean } | null = null;
  protected loops = 0;
  #steps = 0;

  protected get isTooMuch(): boolean {
    return this.#steps > maxSteps;
  }

  protected countStep(): void {
    this.#steps++;
  }

  constructor(host: FunctionNode, callback: Scope.Variable, knowledge: FileContext, source: Source) {
    super();
    this.#host = host;
    this.names = new CallbackNames(host, callback, knowledge.bindings, source);
    this.#guards = new Guards(host, knowledge.bindings, source);
    this.knowledge = knowledge;
    this.source = source;
  }

  /** The paths at the end of the function; none where there is too much to follow. */
  run(): Paths {
    const exits = this.runBody(this.#host, paths.start);
    return this.isTooMuch ? paths.unreachable : exits;
  }

  protected join(a: Paths, b: Paths): Paths {
    return paths.join(a, b);
  }

  protected includes(known: Paths, found: Paths): boolean {
    return this.isTooMuch || paths.includes(known, found);
  }

  protected isUnreachable(entry: Paths): boolean {
    return entry.length === 0;
  }

  /** Runs the body of a function, which begins with fresh variables. */
  protected runBody(fn: FunctionNode, entry: Paths): Paths {
    if (this.#running.includes(fn)) return this.widen(entry);
    const outside = this.#exits;
    this.#exits = paths.unreachable;
    this.#running.push(fn);
    const fresh = entry.map((path) => ({ ...path, facts: forget(path.facts, (variable) => belongsTo(variable, fn)) }));
    const end = this.withoutTargets(() =>
      fn.body.type === 'BlockStatement' ? this.execute(fn.body, fresh) : this.evaluate(fn.body, fresh),
    );
    this.#running.pop();
    const exits = paths.join(this.#exits, end);
    this.#exits = outside;
    return exits;
  }

  /** Runs a function that is called later: nothing catches what it throws. */
  protected runLater(fn: FunctionNode, entry: Paths): Paths {
    const outside = this.thrown;
    this.thrown = null;
    const exits = this.runBody(fn, entry);
    this.thrown = outside;
    return exits.length > 0 ? exits : entry;
  }

  protected widen(entry: Paths): Paths {
    if (this.thrown) this.thrown.isUnknown = true;
    return paths.widen(entry);
  }

  /** Runs something whose exceptions are caught, and tells with which paths they are. */
  protected collect(run: () => Paths): readonly [end: Paths, thrown: Paths, isUnknown: boolean] {
    const outside = this.thrown;
    const frame = (this.thrown = { paths: paths.unreachable, isUnknown: false });
    const end = run();
    this.thrown = outside;
    return [end, frame.paths, frame.isUnknown];
  }

  protected executeReturn(node: TSESTree.ReturnStatement, entry: Paths): void {
    const exits = node.argument ? this.evaluate(node.argument, entry) : entry;
    const isBare = !node.argument || tellsNothing(node.argument);
    // Who leaves early without an error does so on purpose.
    const [silent, told] = [exits.filter(({ branch }) => isBare && isFailure(branch)), exits.filter(({ branch }) => !isBare || !isFailure(branch))];
    this.#exits = paths.join(this.#exits, paths.join(silent, paths.markIntentional(told)));
  }

  protected executeThrow(node: TSESTree.ThrowStatement, entry: Paths): void {
    const thrown = this.evaluate(node.argument, entry);
    if (this.thrown) this.thrown.paths = paths.join(this.thrown.paths, thrown);
  }

  protected override executeIf(node: TSESTree.IfStatement, entry: Paths): Paths {
    if (this.names.isAnywhereIn(node) || leaves(node, this.knowledge.bindings, this.source)) return super.executeIf(node, entry);
    // Which way it went does not matter.
    return entry.flatMap((path) => {
      const exit = super.executeIf(node, [path]);
      const merged = paths.merge(exit);
      return merged ? [{ ...merged, branch: path.branch }] : [];
    });
  }

  protected override executeLoop(node: Loop, entry: Paths, label: string | null): Paths {
    this.loops++;
    const exit = super.executeLoop(node, entry, label);
    this.loops--;
    return this.names.isAnywhereIn(node) ? paths.markIntentional(exit) : exit;
  }

  protected executeSwitch(node: TSESTree.SwitchStatement, entry: Paths, label: string | null): Paths {
    const { discriminant } = node;
    let waiting = this.evaluate(discriminant, entry);
    const fallback = node.cases.some(({ test }) => !test);
    return this.withTarget(label, false, () => {
      let current = paths.unreachable;
      const byCase = node.cases.map(({ test }) => {
        if (!test) return null;
        const isEqual = { type: 'BinaryExpression', operator: '===', left: discriminant, right: test } as TSESTree.BinaryExpression;
        const [fits, others] = this.#ask(isEqual, test, waiting);
        waiting = others;
        return fits;
      });
      for (const [i, { consequent }] of node.cases.entries()) {
        current = paths.join(current, byCase[i] ?? waiting);
        current = this.executeAll(consequent, current);
      }
      // the cases may be all there are
      return fallback ? current : paths.join(current, paths.markIntentional(waiting));
    });
  }

  protected executeTry({ block, handler, finalizer }: TSESTree.TryStatement, entry: Paths): Paths {
    const outside = this.#exits;
    this.#exits = paths.unreachable;
    let exit: Paths;
    if (handler) {
      const [end, thrown, isUnknown] = this.collect(() => this.execute(block, entry));
      const failed = this.fail(block, entry, isUnknown).map((path) => ({
        ...path,
        branch: { node: handler, outcome: 'thrown' } as const,
      }));
      exit = paths.join(end, this.execute(handler.body, paths.join(failed, thrown)));
    } else exit = this.execute(block, entry);
    const left = this.#exits;
    this.#exits = outside;
    this.#exits = paths.join(outside, finalizer ? this.execute(finalizer, left) : left);
    return finalizer ? this.execute(finalizer, exit) : exit;
  }

  /** The paths on which something else than the callback throws, before the callback is called. */
  protected fail(tried: TSESTree.Node, entry: Paths, isUnknown: boolean): Paths {
    const mayFail = hasNode(tried, this.source.visitorKeys, (node) => {
      if (node.type !== 'CallExpression') return /^(?:New|Await|Yield)Expression$|^(?:Throw|ForOf)Statement$/.test(node.type);
      return !this.names.isCallback(matchReceiver(node, 'invokes-function') ?? unwrap(node.callee));
    });
    if (!mayFail) return paths.unreachable;
    return isUnknown ? paths.widen(entry) : entry;
  }

  protected test(condition: TSESTree.Node, entry: Paths): readonly [Paths, Paths] {
    const node = unwrap(condition);
    if (entry.length === 0) return [entry, entry];
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      const [whenTrue, whenFalse] = this.test(node.argument, entry);
      return [whenFalse, whenTrue];
    }
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const isAnd = node.operator === '&&';
      const [leftTrue, leftFalse] = this.test(node.left, entry);
      const [rightTrue, rightFalse] = this.test(node.right, isAnd ? leftTrue : leftFalse);
      return isAnd
        ? [rightTrue, paths.join(leftFalse, rightFalse)]
        : [paths.join(leftTrue, rightTrue), rightFalse];
    }
    const isThere = this.names.matchPresence(node);
    if (isThere !== null) return isThere ? [entry, this.widen(entry)] : [this.widen(entry), entry];
    return this.#ask(node, node, this.evaluate(node, entry));
  }

  #ask(node: TSESTree.Node, shown: TSESTree.Node, entry: Paths): readonly [Paths, Paths] {
    const isLoopTest = node.parent !== undefined && 'body' in node.parent && 'test' in node.parent;
    const condition = this.names.isAnywhereIn(node) || isLoopTest ? null : matchCondition(node, this.knowledge.bindings);
    const sides: [Path[], Path[]] = [[], []];
    const open: Path[] = [];
    for (const path of entry) {
      const known = condition && decide(path.facts, condition);
      if (known === null) open.push(path);
      else sides[known ? 0 : 1].push(path);
    }
    const guarded = this.#guard(node, open);
    for (const path of guarded) {
      sides[0].push(this.#pass(path, { node: shown, outcome: 'truthy' }, condition));
      sides[1].push(this.#pass(path, { node: shown, outcome: 'falsy' }, condition));
    }
    return [paths.join(paths.unreachable, sides[0]), paths.join(paths.unreachable, sides[1])];
  }

  #pass(path: Path, branch: Branch, condition: ReturnType<typeof matchCondition>): Path {
    if (!condition) return { ...path, branch };
    const holds = branch.outcome === 'truthy';
    const isUnsure = path.isUnsure || (!path.completion && holds === condition.isNegated && isOneOfCases(path.facts, condition));
    return { ...path, branch, isUnsure, facts: learn(path.facts, condition, holds) };
  }

  /** A test of something that other functions change may ask whether the callback was called. */
  #guard(test: TSESTree.Node, entry: Paths): Paths {
    if (entry.length === 0) return entry;
    const guard = this.#guards.read(test, this.#running.at(-1) ?? this.#host, this.loops > 0);
    return guard === 'guard' ? this.widen(entry) : guard === 'markIntentional' ? paths.markIntentional(entry) : entry;
  }

  protected evaluateChildren(node: TSESTree.Node, entry: Paths): Paths {
    let current = entry;
    for (const key of this.source.visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child === 'object') current = this.evaluate(child as TSESTree.Node, current);
      }
    }
    return current;
  }
}

/** Whether a path was taken because of an error. */
function isFailure(branch: Branch | null): boolean {
  if (branch?.outcome !== 'truthy') return branch?.outcome === 'thrown';
  const node = unwrap(branch.node);
  const subject = node.type === 'BinaryExpression' ? unwrap(node.left) : node;
  return subject.type === 'Identifier' && (isErrorName(subject.name) || isWeakErrorName(subject.name));
}
