import type { ImportedName, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { readExports } from '../summary/read-exports.js';
import { readImportMentions } from './import-mentions.js';
import { readMemberCalls } from './member-calls.js';
import { type Offer, readOffers } from './offers.js';
import type { MemberCall } from './reached.js';

/** The exported functions of a file, and its users of functions of other files, as nodes of one parse. */
export class LocatedFunctions {
  /** The exported functions by the indexes that the file's summary has for them. */
  readonly exported: ReturnType<typeof readExports>['functions'];
  readonly #offers: readonly Offer[];
  readonly #mentions: ReadonlyMap<string, readonly TSESTree.Node[]>;
  readonly #calls: readonly MemberCall[];

  constructor(source: Source) {
    const { exports, functions } = readExports(source);
    this.exported = functions;
    this.#offers = readOffers(source, exports, functions);
    const mentions = new Map<string, TSESTree.Node[]>();
    for (const { name, node } of readImportMentions(source).mentions) {
      const nodes = mentions.get(keyOf(name));
      if (nodes) nodes.push(node);
      else mentions.set(keyOf(name), [node]);
    }
    this.#mentions = mentions;
    this.#calls = readMemberCalls(source);
  }

  /** The offer of an exported function; null if there is none. */
  offerOf(fn: number): Offer | null {
    return this.#offers.find((offer) => offer.fn === this.exported[fn]) ?? null;
  }

  /** The callees of the calls that certainly call a value of another file by exactly this name. */
  calleesOf(name: ImportedName): readonly TSESTree.Node[] {
    return this.#calls.flatMap((call) => (keyOf(call.name) === keyOf(name) ? [call.callee] : []));
  }

  /** The places where the file reaches a value of another file by exactly this name. */
  mentionsOf(name: ImportedName): readonly TSESTree.Node[] {
    return this.#mentions.get(keyOf(name)) ?? [];
  }
}

function keyOf({ specifier, path }: ImportedName): string {
  return JSON.stringify([specifier, path]);
}
