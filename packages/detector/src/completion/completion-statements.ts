import type { TSESTree } from '@typescript-eslint/types';

import { isErrorName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import type { FileContext } from '../classify/file-context.js';
import { someNode } from '../syntax/search.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { FunctionNode } from '../syntax/function-node.js';
import type { Source } from '../source/source.js';
import { type Loop, StatementFlow } from '../flow/statement-flow.js';
import { belongsTo, CallbackNames } from './callback-names.js';
import { returnsNoValue } from './endings.js';
import { matchReceiver } from './forwarding.js';
import { Guards } from './guards.js';
import { type NodeAnswers, answersOf } from './node-answers.js';
import { type Condition, decide, forget, isOneOfCases, learn } from './path-facts.js';
import * as paths from './paths.js';
import type { Branch, Path, Paths } from './paths.js';

/** How many expressions are followed for one callback at most; where there are more, nothing is reported. */
const maxSteps = 50_000;

/** Follows the paths through the statements and conditions of a function that takes a callback. `CompletionFlow` adds the expressions. */
export abstract class CompletionStatements extends StatementFlow<Paths> {
  protected readonly unreachable = paths.unreachable;
  readonly #host: FunctionNode;
  protected readonly names: CallbackNames;
  readonly #guards: Guards;
  protected readonly context: FileContext;
  protected readonly source: Source;
  protected readonly answers: NodeAnswers;
  /** The functions whose bodies are being followed, the innermost last. */
  readonly #running: FunctionNode[] = [];
  /** The paths that leave the innermost function by `return`. */
  #exits: Paths = paths.unreachable;
  /** The paths that reach the `catch` around by an exception, and whether there may be others; null where there is no `catch`. */
  protected thrown: { paths: Paths; isUnknown: boolean } | null = null;
  /** How many loops are around the current node. */
  protected loops = 0;
  #steps = 0;

  /** Whether the limit of steps is exceeded, so that the result means nothing. */
  protected get isTooMuch(): boolean {
    return this.#steps > maxSteps;
  }

  protected countStep(): void {
    this.#steps++;
  }

  constructor(host: FunctionNode, callback: Scope.Variable, context: FileContext, source: Source) {
    super();
    this.#host = host;
    this.names = new CallbackNames(host, callback, context.bindings, source);
    this.#guards = new Guards(host, context.bindings, source);
    this.context = context;
    this.source = source;
    this.answers = answersOf(context, source);
  }

  /** The paths at the end of the function; none if there were too many steps. */
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

  /** Follows the body of a function. What is known about variables that it declares is forgotten, since each call has new ones. */
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

  /** Follows a function that is called later, outside of the `try` blocks around it. */
  protected runLater(fn: FunctionNode, entry: Paths): Paths {
    const outside = this.thrown;
    this.thrown = null;
    const exits = this.runBody(fn, entry);
    this.thrown = outside;
    return exits.length > 0 ? exits : entry;
  }

  /** The paths after code that may do anything with the callback. */
  protected widen(entry: Paths): Paths {
    if (this.thrown) this.thrown.isUnknown = true;
    return paths.widen(entry);
  }

  /** Follows code whose exceptions are caught, and returns the paths at its end and those of its exceptions. */
  protected collect(run: () => Paths): readonly [end: Paths, thrown: Paths, isUnknown: boolean] {
    const outside = this.thrown;
    const frame = (this.thrown = { paths: paths.unreachable, isUnknown: false });
    const end = run();
    this.thrown = outside;
    return [end, frame.paths, frame.isUnknown];
  }

  protected executeReturn(node: TSESTree.ReturnStatement, entry: Paths): void {
    const exits = node.argument ? this.evaluate(node.argument, entry) : entry;
    const isBare = !node.argument || returnsNoValue(node.argument);
    // `if (err) return;` forgets the callback. A return with a value, or for any other reason than an error, is taken to be intentional.
    const [forgetful, intentional] = [exits.filter(({ branch }) => isBare && isFailure(branch)), exits.filter(({ branch }) => !isBare || !isFailure(branch))];
    this.#exits = paths.join(this.#exits, paths.join(forgetful, paths.markIntentional(intentional)));
  }

  protected executeThrow(node: TSESTree.ThrowStatement, entry: Paths): void {
    const thrown = this.evaluate(node.argument, entry);
    if (this.thrown) this.thrown.paths = paths.join(this.thrown.paths, thrown);
  }

  protected override executeIf(node: TSESTree.IfStatement, entry: Paths): Paths {
    if (this.names.isAnywhereIn(node) || this.answers.mayExitEarly(node)) return super.executeIf(node, entry);
    // Neither branch calls the callback or exits, so that the paths through them are merged.
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
        const [fits, others] = this.#branch(isEqual, test, waiting);
        waiting = others;
        return fits;
      });
      for (const [i, { consequent }] of node.cases.entries()) {
        current = paths.join(current, byCase[i] ?? waiting);
        current = this.executeAll(consequent, current);
      }
      // Without `default`, the cases may be all values that occur.
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

  /** The paths on which something other than the callback throws in `tried`, before the callback is called; none if nothing there may throw. */
  protected fail(tried: TSESTree.Node, entry: Paths, isUnknown: boolean): Paths {
    const mayFail = someNode(tried, this.source.visitorKeys, (node) => {
      if (node.type !== 'CallExpression') return /^(?:New|Await|Yield)Expression$|^(?:Throw|ForOf)Statement$/.test(node.type);
      return !this.names.isCallback(matchReceiver(node, 'invokes-function') ?? unwrap(node.callee));
    });
    if (!mayFail) return paths.unreachable;
    return isUnknown ? paths.widen(entry) : entry;
  }

  protected testAlone(node: TSESTree.Node, entry: Paths): readonly [Paths, Paths] {
    const isThere = this.names.matchPresence(node);
    if (isThere !== null) return isThere ? [entry, this.widen(entry)] : [this.widen(entry), entry];
    return this.#branch(node, node, this.evaluate(node, entry));
  }

  /**
   * Splits paths at a condition: those on which its answer is known go one way, the others both ways.
   *
   * @param shown the node to report as the last test of the paths: for a `case`, its value
   */
  #branch(node: TSESTree.Node, shown: TSESTree.Node, entry: Paths): readonly [Paths, Paths] {
    const isLoopTest = node.parent !== undefined && 'body' in node.parent && 'test' in node.parent;
    const condition = this.names.isAnywhereIn(node) || isLoopTest ? null : this.answers.conditionOf(node);
    const sides: [Path[], Path[]] = [[], []];
    const open: Path[] = [];
    for (const path of entry) {
      const known = condition && decide(path.facts, condition);
      if (known === null) open.push(path);
      else sides[known ? 0 : 1].push(path);
    }
    const guarded = this.#applyGuards(node, open);
    for (const path of guarded) {
      sides[0].push(this.#take(path, { node: shown, outcome: 'truthy' }, condition));
      sides[1].push(this.#take(path, { node: shown, outcome: 'falsy' }, condition));
    }
    return [paths.join(paths.unreachable, sides[0]), paths.join(paths.unreachable, sides[1])];
  }

  /** A path after one branch of a condition, on which the answer is now known. */
  #take(path: Path, branch: Branch, condition: Condition | null): Path {
    if (!condition) return { ...path, branch };
    const holds = branch.outcome === 'truthy';
    const mayBeIntentional = path.mayBeIntentional || (!path.completion && holds === condition.isNegated && isOneOfCases(path.facts, condition));
    return { ...path, branch, mayBeIntentional, facts: learn(path.facts, condition, holds) };
  }

  /** The paths after a test that may ask whether the callback was called: `if (!finished)`. See `Guards`. */
  #applyGuards(test: TSESTree.Node, entry: Paths): Paths {
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

/** Whether a path was taken because of an error: `if (err)`, `if (err != null)`, or `catch`. */
function isFailure(branch: Branch | null): boolean {
  if (branch?.outcome !== 'truthy') return branch?.outcome === 'thrown';
  const node = unwrap(branch.node);
  const subject = node.type === 'BinaryExpression' ? unwrap(node.left) : node;
  return subject.type === 'Identifier' && (isErrorName(subject.name) || isWeakErrorName(subject.name));
}
