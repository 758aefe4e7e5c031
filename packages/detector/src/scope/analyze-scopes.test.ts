import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Scope } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';
import { describe, expect, it } from 'vitest';

import { analyzeScopes } from './analyze-scopes.js';
import { walk } from '../syntax/walk.js';
import { filesOf, packages } from '../../test/corpus.js';

/** Expects `analyzeScopes` to find what typescript-eslint finds in a text. Returns false where the text is no JavaScript. */
function isCompared(text: string, path: string): boolean {
  let source;
  try {
    source = parseJavaScript(text, path);
  } catch {
    return false;
  }
  const { ast, visitorKeys } = source;
  for (const sourceType of ['module', 'script'] as const) {
    // Scripts cannot contain imports.
    if (sourceType === 'script' && ast.body.some(({ type }) => type.startsWith('Import'))) continue;
    const expected = analyze(ast, { childVisitorKeys: visitorKeys as never, lib: [], sourceType });
    const found = analyzeScopes(ast, visitorKeys, sourceType === 'module');
    const nodes: TSESTree.Node[] = [];
    walk(ast, visitorKeys, (node) => nodes.push(node));
    expect(describeScopes(found, nodes), path).toEqual(describeScopes(expected, nodes));
  }
  return true;
}

/** Everything in a scope manager as text, with scopes as numbers and nodes as ranges. */
function describeScopes(manager: Scope.ScopeManager, nodes: readonly TSESTree.Node[]): string[] {
  const scopes = new Map(manager.scopes.map((scope, index) => [scope, index]));
  const place = (node: TSESTree.Node | null | undefined) => node && `${node.type} ${node.range.join('-')}`;
  const variable = (each: Scope.Variable | null) => each && `${each.name} of ${scopes.get(each.scope)}`;
  const references = (list: readonly Scope.Reference[]) =>
    list.map((each) => [place(each.identifier), scopes.get(each.from), variable(each.resolved), each.isRead(), each.isWrite(), each.isWriteOnly(), each.init ?? null, place(each.writeExpr)].join());
  return [
    ...manager.scopes.flatMap((scope) => {
      const { type, block, upper, variableScope, childScopes, set } = scope;
      const around = [upper, variableScope, ...childScopes].map((other) => other && scopes.get(other));
      const name = `${type}: ${place(block)} ${around.join()}`;
      return [
        name,
        ...scope.variables.flatMap((each) => {
          // The type of `as const`, which typescript-eslint declares in every file.
          if (each.name === 'const') return [];
          const defs = each.defs.map((def) => [def.type, place(def.name), place(def.node)].join());
          return [`${name} ${each.name}`, set.get(each.name) === each, ...defs, ...each.identifiers.map(place), ...references(each.references)].map(String);
        }),
        ...references(scope.references),
        ...references(scope.through),
      ];
    }),
    ...nodes.flatMap((node) => {
      const [outer, inner] = [manager.acquire(node), manager.acquire(node, true)];
      // Leaves out the implicit globals that an assignment to an undeclared name creates: `a = 1`.
      const declared = manager.getDeclaredVariables(node).filter(({ name, scope }) => scope.set.has(name));
      return outer || inner || declared.length > 0 ? [`${place(node)} ${[outer, inner].map((each) => each && scopes.get(each)).join()} ${declared.map(variable).join()}`] : [];
    }),
  ];
}

describe('finds the scopes that typescript-eslint finds', () => {
  it.each([...packages, 'npm6', 'bower', 'pm2', 'webpack', 'stylus', 'less', 'express', 'aws-sdk', 'mongodb', 'winston'])('in %s', (name) => {
    for (const path of filesOf(name)) isCompared(readFileSync(path, 'utf8'), path);
  });

  it('in the fixtures', () => {
    const folder = fileURLToPath(new URL('../../../../fixtures/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:[cm]?js|jsx)$/.test(path));
    expect(files.filter((path) => isCompared(readFileSync(folder + path, 'utf8'), path)).length).toBeGreaterThan(100);
  });

  it.each([
    ['parameters', 'function f(a, { b, c: [d = a], ...e } = {}, ...g) { var a; return arguments; }'],
    ['default values that the body hides', 'const x = 1; function f(a = x, b = () => x) { const x = 2; return a + b(); }'],
    ['functions by name', 'const f = function g() { g(); f(); }; g(); (() => arguments)();'],
    ['methods', 'const o = { [a]: 1, b() { return b; }, get c() { return 1; }, d, async *e() { yield await o; } };'],
    ['classes', 'class A extends (B, A) { static [c] = this.#d + A; #d = () => A; e(f = A) {} static { var g = A; let h; } get #i() {} } (class J { k = function () { J; }; });'],
    ['blocks', '{ let a; { var b = a; function c() {} } } c(b);'],
    ['loops', 'for (let i = 0, j = i; i < j; i++) { i; } for (var k in o) k; for (const [l, m = l] of n) {} for (p.q of r) {} for ({ s = 1, [t]: u } of v) {} for (w in x) ;'],
    ['switch', 'switch (a) { case b: let a = 1; default: a; }'],
    ['catch', 'try { a } catch ({ message: a, [b]: c = d }) { var e = c; let f = a; } try {} catch { g } try {} catch (a) { var a; }'],
    ['with', 'var a; with (a) { b; var c = a; } c;'],
    ['labels', 'a: for (;;) { if (b) break a; else continue a; }'],
    ['assignments', 'a = b; a += b; a ||= b; [a, c.d[e], ...f] = g; ({ a, h: i = j, [k]: l, ...m.n } = o); (p) = q; r.s = t; u++; --v.w; delete x;'],
    ['declarations again', 'var a = 1, a; var [b, { a: c }] = [a, a]; function a() {} function a() {} var b;'],
    ['imports', "import a, { b as c, default as d } from 'e' with { type: 'f' }; import * as g from 'h'; import 'i'; a(c, d, g, import('j'), import.meta.url);"],
    ['exports', "const a = 1; export { a, a as b }; export default a; export * from 'c'; export { d } from 'e'; export const f = a; export function g() {} export class H {}"],
    ['default exports', 'export default function a() { return a; }'],
    ['JSX', "import React from 'react'; const A = <div b={c} {...d}><E.F g='h'>{i}</E.F><this.J /><K /><></><l-m n:o={p} /></div>;"],
    ['JSX fragments', "import React from 'react'; export default () => <>{a}</>;"],
    ['templates', 'a`b${c}d${`e${f}`}`; new.target; new g(h, ...i);'],
  ])('in %s', (_, code) => {
    const text = code.includes('new.target') ? `function z() { ${code} }` : code;
    expect(isCompared(text, 'a.js')).toBe(true);
  });
});
