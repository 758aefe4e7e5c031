import type { CallbackSite } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

/** Functions of `fs` whose twins in `fs.promises` take and give the same. `open`, for one, gives an object there. */
const twins = new Set([
  ...['access', 'chmod', 'chown', 'copyFile', 'lchown', 'link', 'lstat', 'lutimes', 'mkdir', 'mkdtemp', 'readdir'],
  ...['readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'unlink', 'utimes'],
]);

/** Functions of `dns` and `stream`, likewise (https://nodejs.org/api/dns.html#dns-promises-api, stream.html#streams-promises-api). */
const twinsElsewhere =
  /^(?:dns\.(?:lookup|lookupService|reverse|resolve(?:4|6|Any|Caa|Cname|Mx|Naptr|Ns|Ptr|Soa|Srv|Txt)?)|stream\.(?:pipeline|finished))$/;

/** These take a file descriptor, too, which their twins do not. */
const twinsForPaths = new Set(['readFile', 'writeFile', 'appendFile']);

/** Tells whether the callee has a twin that returns a promise and does the same with these arguments. */
export function hasPromiseTwin({ api, call }: CallbackSite): boolean {
  if (api === null) return false;
  if (!api.startsWith('fs.')) return twinsElsewhere.test(api);
  const name = api.slice('fs.'.length);
  const [first] = call.arguments;
  return twins.has(name) || (twinsForPaths.has(name) && first !== undefined && isPath(first));
}

/** An expression that is surely no number: a text, or put together from one. */
function isPath(node: TSESTree.Node): boolean {
  switch (node.type) {
    case T.Literal:
      return typeof node.value === 'string';
    case T.TemplateLiteral:
      return true;
    case T.Identifier:
      return node.name === '__filename' || node.name === '__dirname';
    case T.BinaryExpression:
      return node.operator === '+' && (isPath(node.left) || isPath(node.right));
    case T.CallExpression:
      return (
        node.callee.type === T.MemberExpression &&
        node.callee.object.type === T.Identifier &&
        node.callee.object.name === 'path' &&
        node.callee.property.type === T.Identifier &&
        ['join', 'resolve', 'normalize', 'relative'].includes(node.callee.property.name)
      );
    default:
      return false;
  }
}
