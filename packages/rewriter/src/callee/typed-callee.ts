import { type Source, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type TypeNames, typeText } from '../syntax/type-text.js';
import { variableAt } from '../syntax/variables.js';

/** A signature of a callee. */
export interface Callable {
  readonly params: readonly TSESTree.Parameter[];
  /** Its own type parameters, for the type arguments of a call. */
  readonly typeParameters: readonly string[];
  /** What those around it stand for. */
  readonly names: TypeNames;
}

type Declaration = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A type, as the file has it. */
interface Typed<Node> {
  readonly node: Node;
  readonly names: TypeNames;
}

type Type = Typed<TSESTree.TypeNode | Declaration>;
type Member = TSESTree.ClassElement | TSESTree.TypeElement | TSESTree.TSParameterProperty;

const noNames: TypeNames = new Map();

/** The signatures of a callee, as far as declarations in the file say them; none where they do not. */
export function callablesOf(source: Source, callee: TSESTree.Node): readonly Callable[] {
  switch (callee.type) {
    case 'TSNonNullExpression':
      return callablesOf(source, callee.expression);
    case 'Identifier':
      return (variableAt(source, callee)?.defs ?? []).flatMap(({ node, name }): readonly Callable[] => {
        if (isFunction(node) && node.id === name) return [callableOf(node, noNames)];
        if (node.type === 'TSDeclareFunction') return [callableOf(node, noNames)];
        if (node.type === 'VariableDeclarator' && isFunction(node.init)) return [callableOf(node.init, noNames)];
        return name.type === 'Identifier' && name.typeAnnotation ? callablesOfType({ node: name.typeAnnotation.typeAnnotation, names: noNames }) : [];
      });
    case 'MemberExpression': {
      const name = nameOfMember(callee);
      const object = name === null ? null : typeOf(source, callee.object);
      return object === null || name === null ? [] : membersNamed(source, object, name).flatMap(({ node, names }) => callablesOfMember(node, names));
    }
    default:
      return [];
  }
}

/** The declarations in the file that a type names, and what their type parameters stand for there. */
export function declaredTypes(source: Source, type: TSESTree.Node, names: TypeNames): readonly Typed<Declaration>[] {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  return declarationsNamed(source, type.typeName.name, type.typeArguments?.params ?? [], names);
}

function declarationsNamed(source: Source, name: string, given: readonly TSESTree.TypeNode[], names: TypeNames): readonly Typed<Declaration>[] {
  return source.ast.body.flatMap((statement): readonly Typed<Declaration>[] => {
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

/** The declared type of an expression: of a variable, of a property, of `this`. */
function typeOf(source: Source, node: TSESTree.Node): Type | null {
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

/** The class whose `this` a node sees. */
function classAround(start: TSESTree.Node): Type | null {
  for (let node = start.parent; node; node = node.parent) {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return { node, names: noNames };
    const isFree = (node.type === 'FunctionExpression' && node.parent.type !== 'MethodDefinition') || node.type === 'FunctionDeclaration';
    if (isFree) return null;
  }
  return null;
}

/** The members of a type that have a name, those that it inherits behind its own. */
function membersNamed(source: Source, { node, names }: Type, name: string): readonly Typed<Member>[] {
  const own = (members: readonly Member[]): readonly Typed<Member>[] => members.filter((member) => nameOf(member) === name).map((member) => ({ node: member, names }));
  const inherited = (parents: readonly Type[]): readonly Typed<Member>[] => parents.flatMap((parent) => membersNamed(source, parent, name));
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

/** `constructor(private readonly db: Db) {}` */
function parameterProperties(member: TSESTree.ClassElement): readonly TSESTree.TSParameterProperty[] {
  if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return [];
  return member.value.params.filter((parameter) => parameter.type === 'TSParameterProperty');
}

function nameOf(member: Member): string | null {
  if (member.type === 'TSParameterProperty') return member.parameter.type === 'Identifier' ? member.parameter.name : null;
  if (!('key' in member) || member.computed) return null;
  return member.key.type === 'Identifier' || member.key.type === 'PrivateIdentifier' ? member.key.name : null;
}

function typeOfMember(source: Source, { node, names }: Typed<Member>): Type | null {
  if (node.type === 'TSParameterProperty') {
    const annotation = node.parameter.type === 'Identifier' ? node.parameter.typeAnnotation : undefined;
    return annotation ? { node: annotation.typeAnnotation, names } : null;
  }
  if (node.type !== 'TSPropertySignature' && node.type !== 'PropertyDefinition') return null;
  if (node.typeAnnotation) return { node: node.typeAnnotation.typeAnnotation, names };
  return node.type === 'PropertyDefinition' && node.value?.type === 'NewExpression' ? typeOf(source, node.value) : null;
}

function callablesOfMember(member: Member, names: TypeNames): readonly Callable[] {
  switch (member.type) {
    case 'TSMethodSignature':
      return [callableOf(member, names)];
    case 'MethodDefinition':
      return [callableOf(member.value, names)];
    case 'PropertyDefinition':
      if (isFunction(member.value)) return [callableOf(member.value, names)];
      return member.typeAnnotation ? callablesOfType({ node: member.typeAnnotation.typeAnnotation, names }) : [];
    case 'TSPropertySignature':
      return member.typeAnnotation ? callablesOfType({ node: member.typeAnnotation.typeAnnotation, names }) : [];
    default:
      return [];
  }
}

function callablesOfType({ node, names }: Typed<TSESTree.TypeNode>): readonly Callable[] {
  return node.type === 'TSFunctionType' ? [callableOf(node, names)] : [];
}

function callableOf(
  { params, typeParameters }: { readonly params: readonly TSESTree.Parameter[]; readonly typeParameters?: TSESTree.TSTypeParameterDeclaration | undefined },
  names: TypeNames,
): Callable {
  return { params, typeParameters: typeParameters?.params.map((parameter) => parameter.name.name) ?? [], names };
}

function nameOfMember({ property, computed }: TSESTree.MemberExpression): string | null {
  if (property.type === 'PrivateIdentifier') return property.name;
  return !computed && property.type === 'Identifier' ? property.name : null;
}
