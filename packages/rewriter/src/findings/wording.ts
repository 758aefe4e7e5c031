// The words by which findings name the parts of a program.

import type { CallbackSite, ErrorFacts, Positions } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** Names the callees from the outermost site to this one: `fs.readdir > fs.stat`. */
export function nameChain(site: CallbackSite): string {
  return site.outer ? `${nameChain(site.outer)} > ${nameCallee(site)}` : nameCallee(site);
}

/** Names a callee as it is written if it has a dot (`db.insert`); else by its API (`fs.stat` for an imported `stat`), if known. */
export function nameCallee({ api, call }: CallbackSite): string {
  const written = nameExpression(call.callee);
  return /^[\w$#]+(?:\.[\w$#]+)+$/.test(written) ? written : (api ?? written);
}

/** The node of a call that a report underlines: the callee, but only the method's name in `a.b.c()`. */
export function pickCallee({ call: { callee } }: Pick<CallbackSite, 'call'>): TSESTree.Node {
  return callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
}

/** Describes what happens if the error of a callee is set: `` `use` is called on line 3 although `fs.stat` may have failed ``. */
export function nameConsequence(callee: string, error: ErrorFacts, positions: Positions): string {
  const failure = nameFailure(callee, error);
  const use = error.gap?.use;
  if (!use) return failure;
  const line = String(positions.at(use.range[0]).line);
  return use.type === 'CallExpression' || use.type === 'NewExpression'
    ? `\`${nameExpression(use.callee)}\` is called on line ${line} although ${failure}`
    : `\`${nameExpression(use)}\` is used on line ${line} although ${failure}`;
}

/** Says that a callee may fail, or, where the catalogue knows, when: `` `server.close` fails only if the server was not open ``. */
export function nameFailure(callee: string, { fails }: ErrorFacts): string {
  return `\`${callee}\` ${fails ?? 'may have failed'}`;
}

/** Names the function that contains a call: `` `load` ``, ``the callback of `app.get` ``, or `the top-level code`. */
export function nameHost({ call }: Pick<CallbackSite, 'call'>): string {
  let node: TSESTree.Node | undefined = call.parent;
  while (node && !('params' in node && 'body' in node)) node = node.parent;
  if (!node?.parent) return 'the top-level code';
  const name = nameFunction(node, node.parent);
  if (name !== null) return `\`${name}\``;
  const { parent } = node;
  return parent.type === 'CallExpression' ? `the callback of \`${nameExpression(parent.callee)}\`` : 'the function';
}

/** The name that a function has itself or gets from its declaration, assignment or property; null if there is none. */
function nameFunction(node: TSESTree.Node, parent: TSESTree.Node): string | null {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : null;
    case 'AssignmentExpression':
      return nameExpression(parent.left);
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed ? null : nameExpression(parent.key);
    default:
      return null;
  }
}

/** Renders an expression as a short name: `db.users.find`, `load()`, `cache[…]`, `(…)` for other kinds. */
export function nameExpression(node: TSESTree.Node): string {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return node.type === 'Identifier' ? node.name : `#${node.name}`;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'MemberExpression':
      return nameExpression(node.object) + (node.computed ? '[…]' : `.${nameExpression(node.property)}`);
    case 'CallExpression':
      return `${nameExpression(node.callee)}()`;
    case 'NewExpression':
      return `new ${nameExpression(node.callee)}()`;
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return nameExpression(node.expression);
    default:
      return '(…)';
  }
}
