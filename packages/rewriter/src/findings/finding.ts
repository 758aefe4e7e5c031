import type { CallbackSite } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The rules by which findings are reported, in the linter and elsewhere. */
export type FindingRule = 'callback-once' | 'no-nested-callbacks' | 'no-removed-callback' | 'no-unchecked-error' | 'prefer-await';

/** Something that a rule reports. */
export interface Finding<MessageId extends string = string> {
  /** What a report underlines; it begins at the beginning of the node. */
  readonly node: TSESTree.Node;
  readonly messageId: MessageId;
  /** The values of the placeholders in the message. */
  readonly data: Readonly<Record<string, string | number>>;
  /** The callback that it is about; null for a finding about something else. */
  readonly site: CallbackSite | null;
}

/** Fills in the placeholders of a message: `{{callee}}`. */
export function renderMessage(message: string, data: Finding['data']): string {
  return message.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(data[name] ?? placeholder));
}
