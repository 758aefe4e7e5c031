import { type FunctionNode, type GivenPath, type HostUse, type ImportedName, type Source, functionIndexOf, matchKeyName, matchPropertyName, matchRelativeModule, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';
import { globalNames } from './global-names.js';
import { givenIn, hostsOfMention, outerParameters } from './host-uses.js';
import type { Mention } from './mention.js';
import { ValueFollower } from './value-follower.js';

/** A place where a file reaches a value of another file. */
export interface ImportMention extends Omit<Mention, 'path'> {
  readonly name: ImportedName;
  /** The frameworks that get the value, `app.use(auth)`, or, where it is called, what it returns, `app.use(auth(options))`. Null where something else is done with it. */
  readonly hosts: readonly HostUse[] | null;
  /** Where it is called, the paths of the arguments that frameworks have made, see `givenIn`. */
  readonly given: readonly (string | null)[];
}

/** The places where a file reaches other files. */
export interface ImportMentions {
  readonly mentions: readonly ImportMention[];
  /**
   * What is known of modules that are required by computed names: the folder of `require('./commands/' + name)`, as a relative specifier,
   * or null for any module.
   */
  readonly computed: readonly (string | null)[];
  /** The names of members of values that are not known, and the words in strings: what may name a function of a module that is required by a computed name. */
  readonly names: ReadonlySet<string>;
  /** The last names of files in packages that are loaded, which may be files of the project: `store` of `require('my-package/lib/store')`. */
  readonly inPackages: ReadonlySet<string>;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Lists each place where a file reaches a value of another file of the project: `store.load` and `load` of `require('./store')` and
 * `import`. A string that looks like a relative specifier in another place, `mock('./store')`, counts as a use of the whole module.
 *
 * @param functions the exported functions of the file, in the order of its summary
 */
export function readImportMentions(source: Source, functions: readonly FunctionNode[] = []): ImportMentions {
  return new MentionReader(source, outerParameters(functions)).read();
}

class MentionReader {
  readonly #source: Source;
  readonly #index: ReturnType<typeof functionIndexOf>;
  readonly #mentions: ImportMention[] = [];
  readonly #computed: (string | null)[] = [];
  readonly #specifiers = new Set<TSESTree.Node>();
  readonly #followed = new Set<TSESTree.Node>();

  readonly #given: GivenPath;

  constructor(source: Source, given: GivenPath) {
    this.#source = source;
    this.#given = given;
    this.#index = functionIndexOf(source);
  }

  read(): ImportMentions {
    const { calls, imports, literals } = nodesOf(this.#source);
    for (const call of calls) this.#addCall(call);
    for (const node of imports) this.#addImport(node);
    for (const statement of this.#source.ast.body) if ('source' in statement && statement.source && statement.type !== 'ImportDeclaration') this.#addModule(statement.source, []);
    if (this.#passesRequire()) this.#computed.push(null);
    for (const literal of literals) if (!this.#specifiers.has(literal)) this.#addModule(literal, []);
    return { mentions: this.#mentions, computed: this.#computed, names: this.#readNames(), inPackages: new Set(literals.flatMap(fileInPackage)) };
  }

  #readNames(): ReadonlySet<string> {
    const { members, literals, definitions } = nodesOf(this.#source);
    const names = new Set<string>();
    for (const member of members) {
      const name = this.#followed.has(member) || isExports(member.object, this.#index) || isAssigned(member) ? null : matchPropertyName(member);
      if (name !== null) names.add(name);
    }
    for (const node of definitions) {
      const name = node.type === 'Property' && node.parent.type === 'ObjectPattern' ? matchKeyName(node) : null;
      if (name !== null) names.add(name);
    }
    for (const literal of literals) {
      const text = literal.type === 'TemplateElement' ? literal.value.raw : !this.#specifiers.has(literal) && typeof literal.value === 'string' ? literal.value : '';
      for (const [word] of text.matchAll(/[\w$-]+/g)) names.add(word);
    }
    return names;
  }

  /** `require('./store')` */
  #addCall({ type, callee, arguments: [argument] }: Call): void {
    if (type !== 'CallExpression' || !argument) return;
    const isResolve = callee.type === 'MemberExpression' && this.#isRequire(callee.object) && callee.property.type === 'Identifier' && callee.property.name === 'resolve';
    if (isResolve) this.#specifiers.add(argument); // the path of a file is no value of it
    // `module.require`, `require.main.require`: relative to another file
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'require' && (!isText(argument) || matchRelativeModule(argument))) this.#computed.push(null);
    if (!this.#isRequire(callee)) return;
    const name = matchRelativeModule(argument);
    if (name) this.#follow(argument, name, (follower) => follower.follow(argument.parent!, []));
    else if (!isText(argument)) this.#computed.push(folderOf(argument));
  }

  #addImport(node: TSESTree.ImportDeclaration | TSESTree.ImportExpression | TSESTree.TSExternalModuleReference): void {
    const specifier = node.type === 'TSExternalModuleReference' ? node.expression : node.source;
    const name = matchRelativeModule(specifier);
    if (!name) {
      if (node.type === 'ImportExpression' && !isText(specifier)) this.#computed.push(folderOf(specifier));
      return;
    }
    this.#follow(specifier, name, (follower) => {
      if (node.type === 'ImportDeclaration') for (const each of node.specifiers) this.#followSpecifier(follower, each);
      else if (node.type === 'ImportExpression') follower.follow(node.parent.type === 'AwaitExpression' ? node.parent : node, []);
      else for (const variable of this.#source.scopeManager.getDeclaredVariables(node.parent)) follower.followVariable(variable, []);
    });
  }

  #followSpecifier(follower: ValueFollower, specifier: TSESTree.ImportClause): void {
    const path = specifier.type === 'ImportNamespaceSpecifier' ? [] : specifier.type === 'ImportDefaultSpecifier' ? ['default'] : [textOf(specifier.imported)];
    const variable = this.#index.bindings.variableOf(specifier.local);
    if (variable) follower.followVariable(variable, path);
  }

  #follow(specifier: TSESTree.Node, name: ImportedName, follow: (follower: ValueFollower) => void): void {
    this.#specifiers.add(specifier);
    const follower = new ValueFollower(this.#index);
    follow(follower);
    for (const node of follower.followed) this.#followed.add(node);
    this.#mentions.push(...follower.mentions.map(({ node, role, path }) => ({ node, role, name: { ...name, path }, hosts: hostsOfMention(this.#source, node, role, this.#given), given: this.#givenAt(node, role) })));
  }

  #givenAt({ parent }: TSESTree.Node, role: Mention['role']): readonly (string | null)[] {
    return role === 'called' && parent?.type === 'CallExpression' ? givenIn(this.#source, parent, this.#given) : [];
  }

  /** A use of a whole module that shows nothing: `export * from './store'`, `mock('./store')`. */
  #addModule(specifier: TSESTree.Node, path: readonly string[]): void {
    const name = matchRelativeModule(specifier);
    if (!name) return;
    this.#specifiers.add(specifier);
    this.#mentions.push({ node: specifier, role: 'value', name: { ...name, path }, hosts: null, given: [] });
  }

  #isRequire(node: TSESTree.Node): boolean {
    return node.type === 'Identifier' && node.name === 'require' && !this.#index.bindings.variableOf(node);
  }

  /** Whether `require` itself is passed on, so that it may load any module. Not `require.resolve`, `require.main`. */
  #passesRequire(): boolean {
    return globalNames(this.#source, this.#index, 'require').some((name) => !isReadOnly(name, name.parent!));
  }
}

/** `require(x)`, `require.cache`, `typeof require` */
function isReadOnly(name: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'CallExpression') return parent.callee === name;
  if (parent.type === 'BinaryExpression') return true; // require.main === module
  return (parent.type === 'MemberExpression' && parent.object === name) || parent.type === 'UnaryExpression';
}

/** `store` for the specifier `my-package/lib/store`, `@app/my-package/lib/store.js`; nothing for a package itself and for other strings. */
function fileInPackage(literal: TSESTree.Literal | TSESTree.TemplateElement): readonly string[] {
  const text = literal.type === 'Literal' && typeof literal.value === 'string' ? literal.value : '';
  const [, path] = /^(?:@[\w.-]+\/)?[\w.-]+\/([\w./-]+)$/.exec(text) ?? [];
  const [name = '', folder] = (path ?? '').replace(/\.[cm]?[jt]sx?$/, '').split('/').reverse();
  return path === undefined || text.startsWith('.') ? [] : name === 'index' && folder ? [name, folder] : [name];
}

/** `store.load = ...` */
function isAssigned(member: TSESTree.MemberExpression): boolean {
  return member.parent.type === 'AssignmentExpression' && member.parent.left === member;
}

function isText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string';
}

/** `./commands/` for `'./commands/' + name`, for a template, and for `path.join(__dirname, 'commands', name)`; null for another expression. */
function folderOf(expression: TSESTree.Node): string | null {
  const text = startOf(expression);
  return text !== null && /^\.{1,2}\//.test(text) ? text.slice(0, text.lastIndexOf('/') + 1) : null;
}

/** The text that a computed string begins with, with `./` for `__dirname`. */
function startOf(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : null;
    case 'TemplateLiteral': {
      const [first] = node.expressions;
      const start = node.quasis[0]!.value.cooked ?? '';
      return start === '' && first ? startOfFolder(first, node.quasis[1]!.value.cooked ?? '') : start;
    }
    case 'BinaryExpression': {
      const start = node.operator === '+' ? startOf(node.left) : null;
      if (start !== null) return isText(node.left) ? start + (startOf(node.right) ?? '') : start;
      return node.operator === '+' ? startOfFolder(node.left, startOf(node.right) ?? '') : null;
    }
    case 'CallExpression': {
      const [folder, ...names] = node.arguments;
      if (!folder || folder.type !== 'Identifier' || folder.name !== '__dirname') return null;
      const first = names.findIndex((name) => !isText(name));
      const known = (first === -1 ? names : names.slice(0, first)).map((name) => (name as TSESTree.StringLiteral).value);
      return `./${known.map((name) => `${name}/`).join('')}`;
    }
    default:
      return null;
  }
}

/** `./commands/` for `__dirname` and `/commands/` */
function startOfFolder(node: TSESTree.Node, rest: string): string | null {
  return node.type === 'Identifier' && node.name === '__dirname' && rest.startsWith('/') ? `.${rest}` : null;
}

function textOf(name: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value;
}
