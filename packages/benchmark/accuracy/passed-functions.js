import { Positions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';

/**
 * Finds the functions in a file that are passed to a call: as an argument, bound (`function () {}.bind(this)`), or in an array or
 * object that is an argument. Only the syntax decides.
 *
 * @returns the parsed source, the positions of its text, and the functions, each with its node, call, line and column (from 1),
 *   and the properties by which `sample.js` and `draw.js` draw
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
      hasErrorName: first?.type === 'Identifier' && errorName.test(first.name),
      isLast: argument.parent.arguments.at(-1) === argument,
      opensWithTest: node.body.body?.[0]?.type === 'IfStatement',
      isMember: isMember(node),
      isListener: /^(?:on|once|addListener|catch|then)$/.test(argument.parent.callee.property?.name),
      seemsUnhandled: seemsUnhandled(node, source),
    });
  });
  return { source, positions, functions };
}

/**
 * Whether a function looks as if it ignored an error. It is the last argument of a call that by its name takes no listener, test or timer,
 * and it takes no parameter, never reads its first one, or does not mention its error in its first statement.
 */
function seemsUnhandled(node, { scopeManager }) {
  const argument = argumentOf(node);
  const call = argument.parent;
  if (isMember(node) || call.arguments.at(-1) !== argument || otherCallees.test(calleeText(call.callee))) return false;
  const [first] = node.params;
  if (!first) return true;
  if (first.type !== 'Identifier') return false;
  const variable = scopeManager.getDeclaredVariables(node).find(({ name }) => name === first.name);
  const reads = variable?.references.map(({ identifier }) => identifier) ?? [];
  if (!errorName.test(first.name)) return node.params.length > 1 && reads.length === 0;
  const [opening] = node.body.body ?? [node.body];
  return !opening || !reads.some(({ range }) => opening.range[0] <= range[0] && range[1] <= opening.range[1]);
}

/** Whether a function is a value of an object literal. */
function isMember({ parent }) {
  return parent.type === 'Property';
}

/** Names of functions that take no completion callback, whatever they belong to. */
const otherCallees = new RegExp(
  `^(?:${[
    'describe|context|suite|it|test|specify|before|after|beforeEach|afterEach|beforeAll|afterAll|setup|teardown|tap|group',
    'then|catch|finally|Promise|mustCall|mustNotCall|mustCallAtLeast|throws|doesNotThrow|rejects',
    'on|once|addListener|addEventListener|listen|createServer|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|defer',
    'forEach|map|filter|some|every|reduce|find|findIndex|sort|replace|each|flatMap|keys|defineProperty|use|get|post|put|del|route|param',
    '__[a-zA-Z]*|define',
  ].join('|')})$`,
);

const errorName = /^_?(?:e|er|err|ex|error)\d?$|err(?:or)?$/i;

/** The last name of a callee: `load` for `store.load`. */
function calleeText(callee) {
  return (callee.type === 'MemberExpression' ? callee.property.name : callee.name) ?? '';
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
