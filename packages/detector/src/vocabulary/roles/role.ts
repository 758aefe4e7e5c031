/** A role: what names mean by convention, and which names. A name has the role if any of the fields match it. */
export interface RoleEntry {
  /** What such a name is one of, as a noun phrase for the documentation: `a function that logs`. */
  readonly meaning: string;
  /** Other roles, whose names have this role as well. */
  readonly includes?: readonly string[];
  /** Whole names, separated by spaces. */
  readonly words?: string;
  /** Whether `words` and `ends` also match with underscores around a name and a number at its end: `_cb`, `err2`. */
  readonly decorated?: true;
  /** First words of names in camel or snake case: `is` matches `isArray` and `is_array`, not `issue`. */
  readonly starts?: string;
  /** Ends of names: `Callback` matches `onceCallback`. */
  readonly ends?: string;
  /** Parts of names, in any case: `error` matches `handleErrors`. */
  readonly parts?: string;
  /** Matches names that the other fields cannot describe. */
  readonly pattern?: RegExp;
}

/** Roles by their names. */
export type Roles = Readonly<Record<string, RoleEntry>>;
