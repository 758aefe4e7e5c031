import { type FunctionNode, type Scope, type Source, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { annotationOf } from '../../callback/callback-annotation.js';
import { inlinesCallback, needsPromiseConstructor, untypesResults } from '../../error-forms/questions.js';
import type { Rewrite } from '../../plan/types.js';
import { variablesOf } from '../../callback/result-form.js';
import type { UntypedValues } from '../context.js';
import { resultType } from './parameter-types.js';
import type { LazyEdit } from '../edits/edit.js';

/**
 * TypeScript: the values that lose their types by a rewrite, and so have the type `any`. These are the results of a `new Promise<any>`,
 * results that may be missing because the callback goes on after an error, and values that are made of such results: `rows[0].tags`.
 *
 * The parameters of a function that is passed to their methods, `rows.map((row) => ...)`, are no longer inferred and get annotations.
 */
export class AnyValues implements UntypedValues {
  readonly #source: Source;
  readonly #calls = new Set<TSESTree.Node>();
  readonly #parameters = new Set<TSESTree.Parameter>();
  readonly #variables = new Set<Scope.Variable>();
  /** The callbacks whose bodies move, so that their parameters need no annotation. */
  readonly #moving: ReadonlySet<TSESTree.Node>;

  /** @param rewrites all rewrites of the file */
  constructor(source: Source, rewrites: readonly Rewrite[]) {
    this.#source = source;
    this.#moving = new Set(rewrites.filter(inlinesCallback).map(({ site }) => site.callback));
    for (const rewrite of rewrites) {
      const { site } = rewrite;
      if (!losesTypes(rewrite)) continue;
      const untyped = site.callback.params.filter((parameter) => resultType(source, site, parameter) === null);
      untyped.forEach((parameter) => this.#addParameter(site.callback, parameter));
    }
  }

  isCalledOn(call: TSESTree.Node): boolean {
    return this.#calls.has(call);
  }

  edits(): LazyEdit[] {
    return [...this.#parameters].flatMap((parameter) => {
      const [start, end] = parameter.range;
      const type = parameter.type === 'RestElement' ? ': any[]' : ': any';
      const { parent } = parameter;
      const isBare = parent?.type === 'ArrowFunctionExpression' && parent.params.length === 1 && !this.#source.text.slice(parent.range[0], start).includes('(');
      return [
        ...(isBare ? [{ start, end: start, render: () => '(' }] : []),
        { start: end, end, render: () => (isBare ? `${type})` : type) },
      ];
    });
  }

  #addParameter(fn: FunctionNode, parameter: TSESTree.Parameter): void {
    if (annotationOf(parameter)) return;
    for (const variable of variablesOf(this.#source, fn, parameter)) this.#add(variable);
  }

  #add(variable: Scope.Variable): void {
    if (this.#variables.has(variable)) return;
    this.#variables.add(variable);
    for (const { identifier } of variable.references) this.#follow(identifier);
  }

  /** Follows a value through expressions that have the type `any` because of it: `rows.filter(...)`, `rows[0].tags`, `rows || []`. */
  #follow(value: TSESTree.Node): void {
    let node = value;
    for (let { parent } = node; parent; node = parent, parent = node.parent) {
      if (parent.type === 'CallExpression' && parent.callee === node) this.#addCall(parent);
      else if (!isPartOf(parent, node)) break;
    }
    const { parent } = node;
    if (parent?.type === 'VariableDeclarator' && parent.init === node && !parent.id.typeAnnotation) this.#addDeclared(parent);
    if (parent?.type === 'ForOfStatement' && parent.right === node && parent.left.type === 'VariableDeclaration') {
      parent.left.declarations.forEach((declarator) => this.#addDeclared(declarator));
    }
  }

  #addDeclared(declarator: TSESTree.VariableDeclarator): void {
    for (const variable of this.#source.scopeManager.getDeclaredVariables(declarator)) this.#add(variable);
  }

  #addCall(call: TSESTree.CallExpression): void {
    this.#calls.add(call);
    for (const fn of call.arguments.filter((argument) => isFunction(argument))) {
      for (const parameter of fn.params) {
        if (annotationOf(parameter) || parameter.type === 'AssignmentPattern') continue;
        if (!this.#moving.has(fn)) this.#parameters.add(parameter);
        this.#addParameter(fn, parameter);
      }
    }
  }
}

function losesTypes(rewrite: Rewrite): boolean {
  return needsPromiseConstructor(rewrite) || untypesResults(rewrite.error);
}

/** Whether an expression has the type `any` because a part of it has. */
function isPartOf(whole: TSESTree.Node, part: TSESTree.Node): boolean {
  switch (whole.type) {
    case 'MemberExpression':
      return whole.object === part;
    case 'TSNonNullExpression':
    case 'ChainExpression':
    case 'LogicalExpression':
    case 'AwaitExpression':
      return true;
    default:
      return false;
  }
}
