import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';

/** What the hash of an address begins with that has a state of the playground. */
const hashStart = '#state=';

const fileSchema = v.object({ path: v.pipe(v.string(), v.nonEmpty()), text: v.string() });

const schema = v.object({
  /** The files of a small project. They find each other by relative specifiers. */
  files: v.pipe(v.array(fileSchema), v.nonEmpty()),
  /** The index of the file that is shown. */
  active: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** The tier: as the command line without a flag, with `--idiomatic` and with `--functions`. */
  tier: v.optional(v.picklist(['exact', 'idiomatic', 'functions']), 'exact'),
  promisify: v.optional(v.picklist(['inline', 'hoisted', 'native']), 'inline'),
  /** The rules of the linter that are switched off. */
  rulesOff: v.optional(v.array(v.string()), []),
});

/** All that a user can change in the playground. A link has it, so that it shows what its sender saw. */
export type PlaygroundState = v.InferOutput<typeof schema>;

/** A file in the playground. */
export type PlaygroundFile = v.InferOutput<typeof fileSchema>;

/** Completes a state by the defaults of what it leaves out. */
export function completeState(state: v.InferInput<typeof schema>): PlaygroundState {
  return v.parse(schema, state);
}

/** The hash of an address for a state: compressed JSON. */
export function toHash(state: v.InferInput<typeof schema>): string {
  const bytes = deflateSync(strToU8(JSON.stringify(state)), { level: 9 });
  return hashStart + btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Reads a state from the hash of an address.
 *
 * @returns null where the hash has none
 * @throws {Error} where it has one that cannot be read
 */
export function fromHash(hash: string): PlaygroundState | null {
  if (!hash.startsWith(hashStart)) return null;
  const state = v.safeParse(schema, decode(hash.slice(hashStart.length)));
  if (!state.success) throw new Error(`the link cannot be read: ${v.getDotPath(state.issues[0]) ?? 'it'}: ${state.issues[0].message}`);
  const { active, files } = state.output;
  return { ...state.output, active: Math.min(active, files.length - 1) };
}

function decode(text: string): unknown {
  try {
    const bytes = strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
    return JSON.parse(strFromU8(inflateSync(bytes)));
  } catch {
    throw new Error('the link cannot be read: it is not complete');
  }
}
