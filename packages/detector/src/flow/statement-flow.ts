import type { TSESTree } from '@typescript-eslint/types';

export type Loop =
  | TSESTree.ForStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement;

/** Where a break or continue leads, with the states that arrive there. */
interface JumpTarget<States> {
  readonly label: string | null;
  readonly isLoop: boolean;
  breaks: States;
  continues: States;
}

/** Follows sets of states along the statements of a function. What expressions do to them is up to the subclass. */
export abstract class StatementFlow<States> {
  /** The empty set: no path leads here. */
  protected abstract readonly unreachable: States;
  #targets: JumpTarget<States>[] = [];
  #label: string | null = null;

  protected abstract join(a: States, b: States): States;
  /** Whether all of `found` is in `known` already. */
  protected abstract includes(known: States, found: States): boolean;
  protected abstract isUnreachable(states: States): boolean;

  /** The states behind an expression. */
  protected abstract evaluate(node: TSESTree.Node, entry: States): States;
  /** The states behind the children of a node, one after the other. */
  protected abstract evaluateChildren(node: TSESTree.Node, entry: States): States;
  /** The states where a condition holds and where it does not. */
  protected abstract test(condition: TSESTree.Node, entry: States): readonly [States, States];
  protected abstract executeSwitch(node: TSESTree.SwitchStatement, entry: States, label: string | null): States;
  protected abstract executeTry(node: TSESTree.TryStatement, entry: States): States;
  protected abstract executeReturn(node: TSESTree.ReturnStatement, entry: States): void;
  protected abstract executeThrow(node: TSESTree.ThrowStatement, entry: States): void;

  /** The states behind a statement. */
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

  protected executeAll(statements: readonly TSESTree.Statement[], entry: States): States {
    return statements.reduce((current, statement) => this.execute(statement, current), entry);
  }

  protected executeIf(node: TSESTree.IfStatement, entry: States): States {
    const [whenTrue, whenFalse] = this.test(node.test, entry);
    const consequent = this.execute(node.consequent, whenTrue);
    return this.join(consequent, node.alternate ? this.execute(node.alternate, whenFalse) : whenFalse);
  }

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

  /** Runs the body of another function, which no break or continue leaves. */
  protected withoutTargets<Result>(run: () => Result): Result {
    const outside = this.#targets;
    this.#targets = [];
    const result = run();
    this.#targets = outside;
    return result;
  }

  /** What leaving a statement by `break` makes of the states. */
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
