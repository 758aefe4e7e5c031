import type { CallbackSite, ErrorGap } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/utils';

/** The callees from the outermost site to this one: `fs.readdir > fs.stat`. */
export function nameChain(site: CallbackSite): string {
  return site.outer ? `${nameChain(site.outer)} > ${nameCallee(site)}` : nameCallee(site);
}

/** The callee as it is written where that says enough (`db.insert`), or else the API's name. */
export function nameCallee({ api, call }: CallbackSite): string {
  const written = nameExpression(call.callee);
  return /^[\w$#]+(?:\.[\w$#]+)+$/.test(written) ? written : (api ?? written);
}

/** The part of a call that a report underlines: the callee, or of `a.b.c` just the method's name. */
export function pickCallee({ call: { callee } }: CallbackSite): TSESTree.Node {
  return callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
}

/** What may come of an error that is not handled. */
export function nameConsequence(site: CallbackSite, { use }: ErrorGap): string {
  const failure = `\`${nameCallee(site)}\` may have failed`;
  if (!use) return failure;
  const line = String(use.loc.start.line);
  return use.type === 'CallExpression' || use.type === 'NewExpression'
    ? `\`${nameExpression(use.callee)}\` is called on line ${line} although ${failure}`
    : `\`${nameExpression(use)}\` is used on line ${line} although ${failure}`;
}

/** The function that a call stands in, as a title names it: `load`, what the function is passed to, or the top level of the file. */
export function nameHost({ call }: CallbackSite): string {
  let node: TSESTree.Node | undefined = call.parent;
  while (node && !('params' in node && 'body' in node)) node = node.parent;
  if (!node?.parent) return 'the top-level code';
  const name = nameFunction(node, node.parent);
  if (name !== null) return `\`${name}\``;
  const { parent } = node;
  return parent.type === 'CallExpression' ? `the callback of \`${nameExpression(parent.callee)}\`` : 'the function';
}

/** The name that a function has or is given where it stands, or null. */
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

function nameExpression(node: TSESTree.Node): string {
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
