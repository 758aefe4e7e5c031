// Finds the signatures of a callee by the declarations and type annotations in its file. The types of other files are not read.

import { type Source, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { TypeNames } from '../syntax/type-text.js';
import { variableAt } from '../syntax/variables.js';
import { type DeclaredType, type Member, membersNamed, nameOfMember, noNames, typeOf } from './declared-types.js';

/** A signature of a callee: `(path: string, cb: (err: Error | null, row?: Row) => void) => void`. */
export interface CalleeSignature {
  readonly params: readonly TSESTree.Parameter[];
  /** The names of its own type parameters, in the order of a call's type arguments: `Row` of `load<Row>(...)`. */
  readonly typeParameters: readonly string[];
  /** The types that the type parameters of the interface or class around it are replaced by. */
  readonly names: TypeNames;
}

/**
 * The signatures of a callee: of a function of the file, of a variable with a type, or of a method of such a variable, of `this` or of
 * `new Store()`.
 *
 * @returns an empty list where the file does not declare them
 */
export function calleeSignaturesOf(source: Source, callee: TSESTree.Node): readonly CalleeSignature[] {
  switch (callee.type) {
    case 'TSNonNullExpression':
      return calleeSignaturesOf(source, callee.expression);
    case 'Identifier':
      return (variableAt(source, callee)?.defs ?? []).flatMap(({ node, name }): readonly CalleeSignature[] => {
        if (isFunction(node) && node.id === name) return [signatureOf(node, noNames)];
        if (node.type === 'TSDeclareFunction') return [signatureOf(node, noNames)];
        if (node.type === 'VariableDeclarator' && isFunction(node.init)) return [signatureOf(node.init, noNames)];
        return name.type === 'Identifier' && name.typeAnnotation ? signaturesOfType({ node: name.typeAnnotation.typeAnnotation, names: noNames }) : [];
      });
    case 'MemberExpression': {
      const name = nameOfMember(callee);
      const object = name === null ? null : typeOf(source, callee.object);
      return object === null || name === null ? [] : membersNamed(source, object, name).flatMap(({ node, names }) => signaturesOfMember(node, names));
    }
    default:
      return [];
  }
}

function signaturesOfMember(member: Member, names: TypeNames): readonly CalleeSignature[] {
  switch (member.type) {
    case 'TSMethodSignature':
      return [signatureOf(member, names)];
    case 'MethodDefinition':
      return [signatureOf(member.value, names)];
    case 'PropertyDefinition':
      if (isFunction(member.value)) return [signatureOf(member.value, names)];
      return member.typeAnnotation ? signaturesOfType({ node: member.typeAnnotation.typeAnnotation, names }) : [];
    case 'TSPropertySignature':
      return member.typeAnnotation ? signaturesOfType({ node: member.typeAnnotation.typeAnnotation, names }) : [];
    default:
      return [];
  }
}

function signaturesOfType({ node, names }: DeclaredType<TSESTree.TypeNode>): readonly CalleeSignature[] {
  return node.type === 'TSFunctionType' ? [signatureOf(node, names)] : [];
}

function signatureOf(
  { params, typeParameters }: { readonly params: readonly TSESTree.Parameter[]; readonly typeParameters?: TSESTree.TSTypeParameterDeclaration | undefined },
  names: TypeNames,
): CalleeSignature {
  return { params, typeParameters: typeParameters?.params.map((parameter) => parameter.name.name) ?? [], names };
}
