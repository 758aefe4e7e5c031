/** What a name means by convention, and the names that say so. A name has the role if any of the fields match. */
export interface RoleEntry {
  /** What code means by such a name, as a noun phrase for the documentation. */
  readonly meaning: string;
  /** Other roles whose names have this one, too. */
  readonly includes?: readonly string[];
  /** Whole names, separated by spaces. */
  readonly words?: string;
  /** Underscores around a word and a number behind it do not count: `_cb`, `err2`. Holds for `words` and `ends`. */
  readonly decorated?: true;
  /** First words of names in camel or snake case: `is` for `isArray` and `is_array`, not for `issue`. */
  readonly starts?: string;
  /** What names end in: `Callback` for `onceCallback`. */
  readonly ends?: string;
  /** What stands anywhere in a name, in capitals or not: `error` for `handleErrors`. */
  readonly parts?: string;
  /** Names that are formed by any other rule. */
  readonly pattern?: RegExp;
}

export type Roles = Readonly<Record<string, RoleEntry>>;
