import { Positions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';

/**
 * Finds the functions in a file that are passed to a call: as an argument, bound (`function () {}.bind(this)`), or in an array or
 * object that is an argument. Only the syntax decides.
 *
 * @returns the parsed source, the positions of its text, and the functions, each with its node, call, line and column (from 1),
 *   and the properties by which `sample.js` draws
 * @throws {ParseError} if the text does not parse
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

/** The argument of a call that a function is, or is a part of; null if it is passed to no call. */
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
