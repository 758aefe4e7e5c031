// Finds the declared type of an expression and the members of a type, by the declarations in the file. Types of other files are not read.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type TypeNames, typeText } from '../syntax/type-text.js';
import { variableAt } from '../syntax/variables.js';

/** A declaration of a named type. */
type Declaration = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A node of a type, or of a member, with the types that the type parameters in it are replaced by. */
export interface DeclaredType<Node> {
  readonly node: Node;
  readonly names: TypeNames;
}

/** The type of an expression. */
type Type = DeclaredType<TSESTree.TypeNode | Declaration>;
/** A member of a class, an interface or a type literal. */
export type Member = TSESTree.ClassElement | TSESTree.TypeElement | TSESTree.TSParameterProperty;

/** For a type outside of generic declarations. */
export const noNames: TypeNames = new Map();

/**
 * The declarations in the file that a type refers to by its name, `Store<Row>`, with the type arguments in place of their type parameters.
 *
 * @param names the types that replace the type parameters which the type itself mentions
 * @returns an empty list for a type of another file, or one without a name
 */
export function declaredTypes(source: Source, type: TSESTree.Node, names: TypeNames): readonly DeclaredType<Declaration>[] {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  return declarationsNamed(source, type.typeName.name, type.typeArguments?.params ?? [], names);
}

/** The interfaces, type aliases and classes with this name at the top of the file. */
function declarationsNamed(source: Source, name: string, given: readonly TSESTree.TypeNode[], names: TypeNames): readonly DeclaredType<Declaration>[] {
  return source.ast.body.flatMap((statement): readonly DeclaredType<Declaration>[] => {
    const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const declaration = isExport ? statement.declaration : statement;
    if (!declaration || !isDeclaration(declaration) || declaration.id?.name !== name) return [];
    const own = declaration.typeParameters?.params ?? [];
    const texts = own.map((parameter, index) => [parameter.name.name, textOfArgument(source, given[index] ?? parameter.default, names)] as const);
    return [{ node: declaration, names: new Map(texts) }];
  });
}

function isDeclaration(node: TSESTree.Node): node is Exclude<Declaration, TSESTree.ClassExpression> {
  return node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration' || node.type === 'ClassDeclaration';
}

function textOfArgument(source: Source, type: TSESTree.TypeNode | undefined, names: TypeNames): string | null {
  return type ? typeText(source, type, names) : null;
}

/**
 * The declared type of an expression: of a variable, of a property, of `this`, of `new Store()`, of `x as Store`.
 *
 * @returns null where the file does not declare it
 */
export function typeOf(source: Source, node: TSESTree.Node): Type | null {
  switch (node.type) {
    case 'ThisExpression':
      return classAround(node);
    case 'TSNonNullExpression':
      return typeOf(source, node.expression);
    case 'TSAsExpression':
      return { node: node.typeAnnotation, names: noNames };
    case 'NewExpression':
      return node.callee.type === 'Identifier' ? (declarationsNamed(source, node.callee.name, node.typeArguments?.params ?? [], noNames)[0] ?? null) : null;
    case 'Identifier': {
      const [definition] = variableAt(source, node)?.defs ?? [];
      if (!definition) return null;
      const { name, node: declared } = definition;
      if (name.type === 'Identifier' && name.typeAnnotation) return { node: name.typeAnnotation.typeAnnotation, names: noNames };
      return declared.type === 'VariableDeclarator' && declared.id === name && declared.init?.type === 'NewExpression' ? typeOf(source, declared.init) : null;
    }
    case 'MemberExpression': {
      const name = nameOfMember(node);
      const object = name === null ? null : typeOf(source, node.object);
      const [member] = object === null || name === null ? [] : membersNamed(source, object, name);
      return member ? typeOfMember(source, member) : null;
    }
    default:
      return null;
  }
}

/** The class that `this` is an instance of at a node; null outside of a class and in a function with its own `this`. */
function classAround(start: TSESTree.Node): Type | null {
  for (let node = start.parent; node; node = node.parent) {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return { node, names: noNames };
    const isFree = (node.type === 'FunctionExpression' && node.parent.type !== 'MethodDefinition') || node.type === 'FunctionDeclaration';
    if (isFree) return null;
  }
  return null;
}

/**
 * The members of a type with this name, in the order of the file. Inherited members count only where the type has none of its own.
 */
export function membersNamed(source: Source, { node, names }: Type, name: string): readonly DeclaredType<Member>[] {
  const own = (members: readonly Member[]): readonly DeclaredType<Member>[] => members.filter((member) => nameOf(member) === name).map((member) => ({ node: member, names }));
  const inherited = (parents: readonly Type[]): readonly DeclaredType<Member>[] => parents.flatMap((parent) => membersNamed(source, parent, name));
  switch (node.type) {
    case 'TSTypeLiteral':
      return own(node.members);
    case 'TSUnionType': {
      const present = node.types.filter(({ type }) => type !== 'TSNullKeyword' && type !== 'TSUndefinedKeyword');
      return present.length === 1 ? inherited([{ node: present[0]!, names }]) : [];
    }
    case 'TSTypeAliasDeclaration':
      return inherited([{ node: node.typeAnnotation, names }]);
    case 'TSInterfaceDeclaration': {
      const found = own(node.body.body);
      if (found.length > 0) return found;
      return inherited(node.extends.flatMap(({ expression, typeArguments }) => (expression.type === 'Identifier' ? declarationsNamed(source, expression.name, typeArguments?.params ?? [], names) : [])));
    }
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const found = [...own(node.body.body), ...own(node.body.body.flatMap(parameterProperties))];
      if (found.length > 0) return found;
      return node.superClass?.type === 'Identifier' ? inherited(declarationsNamed(source, node.superClass.name, node.superTypeArguments?.params ?? [], names)) : [];
    }
    default:
      return inherited(declaredTypes(source, node, names));
  }
}

/** The properties that a constructor declares by its parameters: `constructor(private readonly db: Db) {}`. */
function parameterProperties(member: TSESTree.ClassElement): readonly TSESTree.TSParameterProperty[] {
  if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return [];
  return member.value.params.filter((parameter) => parameter.type === 'TSParameterProperty');
}

function nameOf(member: Member): string | null {
  if (member.type === 'TSParameterProperty') return member.parameter.type === 'Identifier' ? member.parameter.name : null;
  if (!('key' in member) || member.computed) return null;
  return member.key.type === 'Identifier' || member.key.type === 'PrivateIdentifier' ? member.key.name : null;
}

function typeOfMember(source: Source, { node, names }: DeclaredType<Member>): Type | null {
  if (node.type === 'TSParameterProperty') {
    const annotation = node.parameter.type === 'Identifier' ? node.parameter.typeAnnotation : undefined;
    return annotation ? { node: annotation.typeAnnotation, names } : null;
  }
  if (node.type !== 'TSPropertySignature' && node.type !== 'PropertyDefinition') return null;
  if (node.typeAnnotation) return { node: node.typeAnnotation.typeAnnotation, names };
  return node.type === 'PropertyDefinition' && node.value?.type === 'NewExpression' ? typeOf(source, node.value) : null;
}

/** The name of the property in `store.load` and `this.#load`; null for `store[key]`. */
export function nameOfMember({ property, computed }: TSESTree.MemberExpression): string | null {
  if (property.type === 'PrivateIdentifier') return property.name;
  return !computed && property.type === 'Identifier' ? property.name : null;
}
