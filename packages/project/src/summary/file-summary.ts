import type { FunctionSummary, HostUse, ImportedName } from '@uncallback/detector';

import type { MentionRole } from '../users/mention.js';
import type { ExportAlias, MemberCall, ReachedClass, UncertainMembers } from '../users/reached.js';

/** What a file exports under one name: functions, a class, an object. Members lead on: `load` of `exports.store.load`. */
export interface ExportedValue {
  /** The functions that the value may be, as indexes into `functions` of the file's summary. Of a class, its constructor. */
  readonly functions: readonly number[];
  /** The members by name. Methods of instances are in `prototype`: those of `new Store()`; what a function returns is in `()`. */
  readonly members: Readonly<Record<string, ExportedValue>>;
  /** Values of other files that the value is, or has the members of: `module.exports = require('./x')`, `class A extends B`. */
  readonly from: readonly ImportedName[];
}

/** What other files and the linking have to know of one file. Plain data, so that JSON can store it. */
export interface FileSummary {
  /** What the file exports. A member `default` is the default export of an ES module. */
  readonly exports: ExportedValue;
  /** What the exported functions do with their callbacks. */
  readonly functions: readonly FunctionSummary[];
  /** The functions of other files that the file calls. */
  readonly uses: readonly ImportedName[];
  /** Who uses which exports, where whole functions are rewritten. */
  readonly users?: UserSummary;
}

/** What a file says about the users of its exports and of those of other files. */
export interface UserSummary {
  /** The exported functions of which each user could be told, see `readOffers`, by their indexes in `functions`. */
  readonly offers: readonly { readonly fn: number; readonly path: readonly string[]; readonly isCalled: boolean }[];
  /** The values of other files that the file reaches, each once for each role, for each list of frameworks that get it and for what it is given, see `ImportMention`, and how often. */
  readonly imports: readonly { readonly name: ImportedName; readonly role: MentionRole; readonly hosts: readonly HostUse[] | null; readonly given: readonly (string | null)[]; readonly times: number }[];
  /** The folders of modules that are required by computed names, see `ImportMentions`. */
  readonly computed: readonly (string | null)[];
  /** Names that may be those of functions of such modules, see `ImportMentions`. */
  readonly names: readonly string[];
  /** The names that end as those of async functions do beside their callback forms, `getAsync`, also in strings and comments. */
  readonly asyncNames: readonly string[];
  /** The names of files in packages that it loads, see `ImportMentions`. */
  readonly inPackages: readonly string[];
  /** The classes of which other files can reach instances, see `readInstances`. */
  readonly classes: readonly ClassSummary[];
  readonly aliases: readonly ExportAlias[];
  /** The names of what it exports itself, see `ReachedInstances`. */
  readonly defined: readonly (readonly string[])[];
  /** The values of other files that it passes on to code that is not seen, see `readPassedInstances`. */
  readonly passed: readonly ImportedName[];
  /** The properties that hold values of other files: `store` of `this.store = new Store()`. */
  readonly holders: readonly string[];
  /** The calls of functions of other files by members, each name once, see `readMemberCalls`. */
  readonly memberCalls: readonly Omit<MemberCall, 'callee'>[];
  /** How it may reach members of objects that it does not show. */
  readonly uncertain: UncertainMembers;
  /** The names of members that it may replace on objects of other files, see `readReplacedNames`. */
  readonly replaced: readonly string[];
  /** The names of members of classes that may extend one of the project, see `readOverriddenNames`. */
  readonly overridden: readonly string[];
}

/** A class of which other files can reach instances, as `ReachedClass`. */
export interface ClassSummary extends Omit<ReachedClass, 'methods'> {
  /** Its methods, by their indexes in `functions` of the file's summary. */
  readonly methods: readonly { readonly name: string; readonly fn: number }[];
}
