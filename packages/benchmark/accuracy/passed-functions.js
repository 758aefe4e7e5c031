import { Positions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';

/**
 * The functions of a file that stand in the arguments of a call: as they are, bound (`function () {}.bind(this)`), or in
 * an array or object that is an argument. Syntax only.
 *
 * @returns the parsed source, the positions of its text, and the functions: node, call, line and column (from 1), and what
 *   the sample is divided by
 * @throws {ParseError}
 */
export function findPassedFunctions(text, path) {
  const source = parseSource(text, path);
  const positions = new Positions(text);
  const functions = [];
  walk(source.ast, source.visitorKeys, (node) => {
    if (node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return;
    const argument = argumentOf(node);
    if (!argument) return;
    const [first] = node.params;
    functions.push({
      ...positions.at(node.range[0]),
      node,
      call: argument.parent,
      hasErrorName: first?.type === 'Identifier' && /^_?(?:e|er|err|ex|error)\d?$|err(?:or)?$/i.test(first.name),
      isLast: argument.parent.arguments.at(-1) === argument,
      opensWithTest: node.body.body?.[0]?.type === 'IfStatement',
      isListener: /^(?:on|once|addListener|catch|then)$/.test(argument.parent.callee.property?.name),
    });
  });
  return { source, positions, functions };
}

/** The argument that a function is, or is a part of. */
function argumentOf(node) {
  let argument = node;
  if (isBound(argument)) argument = argument.parent.parent;
  if (argument.parent.type === 'ArrayExpression') argument = argument.parent;
  else if (argument.parent.type === 'Property' && argument.parent.value === argument && !argument.parent.method)
    argument = argument.parent.parent;
  const { parent } = argument;
  const isArgument =
    (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.arguments.includes(argument);
  return isArgument ? argument : null;
}

function isBound({ parent }) {
  return (
    parent.type === 'MemberExpression' &&
    parent.property.name === 'bind' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent
  );
}

function walk(node, keys, visit) {
  visit(node);
  for (const key of keys[node.type] ?? []) {
    for (const child of [node[key]].flat()) if (child && typeof child === 'object') walk(child, keys, visit);
  }
}
