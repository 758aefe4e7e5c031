import type { TSESTree } from '@typescript-eslint/types';

import { isCalled } from '../../syntax/surroundings.js';

/** Whether a mention of a callback is called with a `this`: `cb.call(this, err)`, `cb.apply(self, arguments)`. Not `cb.call(null, err)`. */
export function passesThis(name: TSESTree.Node): boolean {
  const member = name.parent;
  if (member?.type !== 'MemberExpression' || member.object !== name || !isCalled(member)) return false;
  const [receiver] = (member.parent as TSESTree.CallExpression).arguments;
  const isMethod = member.property.type === 'Identifier' && (member.property.name === 'call' || member.property.name === 'apply');
  return isMethod && receiver !== undefined && !(receiver.type === 'Literal' && receiver.value === null);
}
