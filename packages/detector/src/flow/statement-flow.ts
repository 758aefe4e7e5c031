import type { TSESTree } from '@typescript-eslint/types';

import { unwrap } from '../syntax/unwrap.js';

/** Any loop statement. */
export type Loop =
  | TSESTree.ForStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement;

/** A statement that `break` or `continue` can leave, with the states that arrive by them. */
interface JumpTarget<States> {
  readonly label: string | null;
  readonly isLoop: boolean;
  breaks: States;
  continues: States;
}

/**
 * Abstract interpretation of a function: follows what may be true (a set of states) along every path through its statements, loops
 * until nothing new arrives. A subclass says what a state is and what expressions, `switch`, `try`, `return` and `throw` do to it.
 */
export abstract class StatementFlow<States> {
  /** The empty set: no path leads here. */
  protected abstract readonly unreachable: States;
  #targets: JumpTarget<States>[] = [];
  #label: string | null = null;

  /** The states where two paths meet. */
  protected abstract join(a: States, b: States): States;
  /** Whether `known` already contains all of `found`; a loop is followed again until its end adds nothing to its start. */
  protected abstract includes(known: States, found: States): boolean;
  protected abstract isUnreachable(states: States): boolean;

  /** The states after an expression. */
  protected abstract evaluate(node: TSESTree.Node, entry: States): States;
  /** The states after the children of a node, evaluated one after the other. */
  protected abstract evaluateChildren(node: TSESTree.Node, entry: States): States;
  /** The states where a condition without `!`, `&&` and `||` is true, and those where it is false. */
  protected abstract testAlone(condition: TSESTree.Node, entry: States): readonly [States, States];
  /** The states after a `switch`. Its cases have to be executed inside `withTarget(label, false, ...)`. */
  protected abstract executeSwitch(node: TSESTree.SwitchStatement, entry: States, label: string | null): States;
  /** The states after a `try` statement. */
  protected abstract executeTry(node: TSESTree.TryStatement, entry: States): States;
  /** Takes the states that leave the function by `return`. */
  protected abstract executeReturn(node: TSESTree.ReturnStatement, entry: States): void;
  /** Takes the states that leave by `throw`. */
  protected abstract executeThrow(node: TSESTree.ThrowStatement, entry: States): void;

  /** The states after a statement. */
  protected execute(node: TSESTree.Statement, entry: States): States {
    if (this.isUnreachable(entry)) return entry;
    const label = this.#label;
    this.#label = null;
    switch (node.type) {
      case 'BlockStatement':
        return this.executeAll(node.body, entry);
      case 'ExpressionStatement':
        return this.evaluate(node.expression, entry);
      case 'IfStatement':
        return this.executeIf(node, entry);
      case 'ReturnStatement':
        this.executeReturn(node, entry);
        return this.unreachable;
      case 'ThrowStatement':
        this.executeThrow(node, entry);
        return this.unreachable;
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#jump(node, entry);
        return this.unreachable;
      case 'LabeledStatement':
        this.#label = node.label.name;
        if (/^(?:For|While|DoWhile|Switch)/.test(node.body.type)) return this.execute(node.body, entry);
        return this.withTarget(node.label.name, false, () => this.execute(node.body, entry));
      case 'SwitchStatement':
        return this.executeSwitch(node, entry, label);
      case 'TryStatement':
        return this.executeTry(node, entry);
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.executeLoop(node, entry, label);
      case 'FunctionDeclaration':
        return entry;
      default:
        return this.evaluateChildren(node, entry);
    }
  }

  /** The states where a condition is true, and those where it is false. */
  protected test(condition: TSESTree.Node, entry: States): readonly [States, States] {
    const node = unwrap(condition);
    if (this.isUnreachable(entry)) return [entry, entry];
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      const [whenTrue, whenFalse] = this.test(node.argument, entry);
      return [whenFalse, whenTrue];
    }
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const isAnd = node.operator === '&&';
      const [leftTrue, leftFalse] = this.test(node.left, entry);
      const [rightTrue, rightFalse] = this.test(node.right, isAnd ? leftTrue : leftFalse);
      return isAnd ? [rightTrue, this.join(leftFalse, rightFalse)] : [this.join(leftTrue, rightTrue), rightFalse];
    }
    return this.testAlone(node, entry);
  }

  /** The states after a list of statements. */
  protected executeAll(statements: readonly TSESTree.Statement[], entry: States): States {
    return statements.reduce((current, statement) => this.execute(statement, current), entry);
  }

  /** The states after an `if` statement, from both of its branches. */
  protected executeIf(node: TSESTree.IfStatement, entry: States): States {
    const [whenTrue, whenFalse] = this.test(node.test, entry);
    const consequent = this.execute(node.consequent, whenTrue);
    return this.join(consequent, node.alternate ? this.execute(node.alternate, whenFalse) : whenFalse);
  }

  /** The states after a loop. Its body is executed until the states at its end are among those at its start. */
  protected executeLoop(node: Loop, entry: States, label: string | null): States {
    let start = entry;
    if (node.type === 'ForStatement' && node.init) start = this.evaluate(node.init, start);
    if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') start = this.evaluate(node.right, start);
    let exit = this.unreachable;
    for (let head = start, isStable = false; !isStable;) {
      const behind = this.withTarget(label, true, (target) => {
        const test = 'test' in node ? node.test : null;
        const [enter, leave] = test && node.type !== 'DoWhileStatement' ? this.test(test, head) : [head, head];
        let end = this.join(this.execute(node.body, enter), target.continues);
        if (node.type === 'ForStatement' && node.update) end = this.evaluate(node.update, end);
        const [again, done] = node.type === 'DoWhileStatement' ? this.test(node.test, end) : [end, leave];
        isStable = this.includes(head, again);
        head = this.join(head, again);
        return node.type === 'ForStatement' && !test ? this.unreachable : done;
      });
      exit = this.join(exit, behind);
    }
    return exit;
  }

  /**
   * Executes a statement that `break` can leave.
   *
   * @param label the label in front of the statement, or null
   * @param isLoop whether an unlabelled `continue` belongs to it
   * @param run executes the statement; during it, `target.continues` collects the states that arrive by `continue`
   * @returns the states at the end of `run`, joined with those that arrive by `break`
   */
  protected withTarget(
    label: string | null,
    isLoop: boolean,
    run: (target: { readonly continues: States }) => States,
  ): States {
    const target = { label, isLoop, breaks: this.unreachable, continues: this.unreachable };
    this.#targets.push(target);
    const exit = run(target);
    this.#targets.pop();
    return this.join(exit, target.breaks);
  }

  /** Executes the body of an inner function, whose `break` and `continue` cannot refer to statements outside. */
  protected withoutTargets<Result>(run: () => Result): Result {
    const outside = this.#targets;
    this.#targets = [];
    const result = run();
    this.#targets = outside;
    return result;
  }

  /** The states after a `break`, from those before it. A subclass can override this; by default they are unchanged. */
  protected leaveByBreak(states: States): States {
    return states;
  }

  #jump(node: TSESTree.BreakStatement | TSESTree.ContinueStatement, entry: States): void {
    const isContinue = node.type === 'ContinueStatement';
    const target = this.#targets.findLast((each) =>
      node.label ? each.label === node.label.name : isContinue ? each.isLoop : true,
    );
    if (!target) return;
    if (isContinue) target.continues = this.join(target.continues, entry);
    else target.breaks = this.join(target.breaks, this.leaveByBreak(entry));
  }
}
