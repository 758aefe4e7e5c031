import { type ApiEntry, isVersionRange, roles } from '@uncallback/detector';
import * as v from 'valibot';

const range = v.pipe(v.string(), v.check(isVersionRange, 'a range of versions'));
const names = v.array(v.string());
const place = v.pipe(v.number(), v.integer());

/** The schema of a catalogue entry in a user's configuration. The fields are documented in `ApiEntry`; TypeScript checks here that none is missing. */
export const catalogEntry = v.strictObject({
  path: v.string(),
  role: v.exactOptional(v.picklist(roles)),
  kind: v.exactOptional(
    v.picklist(['error-first', 'promise-reaction', 'event-listener', 'timer', 'iteration', 'async-iteratee', 'request-handler', 'test', 'other']),
  ),
  callback: v.exactOptional(v.lazy((value) => (typeof value === 'number' ? place : v.literal('last')))),
  iteratee: v.exactOptional(place),
  takesTasks: v.exactOptional(v.literal(true)),
  mayLackError: v.exactOptional(v.literal(true)),
  invoked: v.exactOptional(v.picklist(['once', 'per-item', 'repeated'])),
  items: v.exactOptional(place),
  timing: v.exactOptional(v.picklist(['later', 'at-once', 'mixed'])),
  results: v.exactOptional(names),
  alwaysPassed: v.exactOptional(v.array(place)),
  promisified: v.exactOptional(v.lazy((value) => (Array.isArray(value) ? names : v.picklist(['first', 'none'])))),
  minimumArguments: v.exactOptional(place),
  promise: v.exactOptional(range),
  promiseMethod: v.exactOptional(v.string()),
  variant: v.exactOptional(v.string()),
  variantFor: v.exactOptional(v.literal('paths')),
  needsReceiver: v.exactOptional(v.boolean()),
  followsNodeContract: v.exactOptional(v.boolean()),
  passedEmitters: v.exactOptional(v.literal('idle')),
  returns: v.exactOptional(v.picklist(['handle', 'nothing'])),
  severity: v.exactOptional(v.literal('strict')),
  optional: v.exactOptional(v.literal(true)),
  fails: v.exactOptional(v.string()),
  callbackUntil: v.exactOptional(range),
  withCallback: v.exactOptional(v.picklist(['ignored', 'rejected', 'thrown'])),
  removal: v.exactOptional(v.string()),
  movedTo: v.exactOptional(v.string()),
  caller: v.exactOptional(v.picklist(['ignores', 'awaits', 'reads'])),
  asyncForm: v.exactOptional(v.picklist(['keeps-callback', 'drops-callback', 'returns-reply'])),
  parameterCounts: v.exactOptional(v.array(place)),
  exceptWith: v.exactOptional(v.array(v.lazy((value) => (typeof value === 'boolean' ? v.boolean() : v.string())))),
  promiseTaker: v.exactOptional(v.string()),
  isChainable: v.exactOptional(v.literal(true)),
  catchesThrows: v.exactOptional(v.boolean()),
  versions: v.exactOptional(range),
  missingOn: v.exactOptional(names),
  documentation: v.exactOptional(v.string()),
} satisfies Record<keyof Required<ApiEntry>, v.GenericSchema | v.ExactOptionalSchema<v.GenericSchema, undefined>>);
