/** Something that a module did and others can notice. */
export type TraceEvent = { readonly time: number } & (
  | { readonly kind: 'call'; readonly text: string }
  /** The driver's callback was called. `values` are the texts of its arguments, as many as there are; `receiver` the class of its `this`, where it has one. */
  | { readonly kind: 'callback'; readonly values: readonly string[]; readonly receiver: string | null }
  | { readonly kind: 'returned'; readonly text: string }
  | { readonly kind: 'threw'; readonly text: string }
  | { readonly kind: 'uncaught'; readonly text: string }
  /** The module does not stop by itself. */
  | { readonly kind: 'limit' }
);

/** What happened from one call of the driver until nothing was left to do. */
export interface Session {
  /** `Store1#load2("k", callback)`, or `load of the module` */
  readonly name: string;
  /** The name of the function that was called. */
  readonly callee: string;
  /** The called function has a callback parameter. */
  readonly takesCallback: boolean;
  /** The driver passed a callback. */
  readonly passesCallback: boolean;
  readonly events: readonly TraceEvent[];
}

/** One run of a module: its load, then each call of the driver. */
export interface Trace {
  readonly sessions: readonly Session[];
  /** How many functions of the API were called that call back. */
  readonly asyncCalls: number;
  /** How many functions of the API were called that may throw. */
  readonly plainCalls: number;
}

/** The line of an event in a report. */
export function renderEvent(event: TraceEvent): string {
  const at = `@${event.time.toFixed(2)} `;
  if (event.kind === 'call') return at + event.text;
  if (event.kind === 'callback') return `${at}callback with ${event.values.length}: (${event.values.join(', ')})${event.receiver === null ? '' : ` on ${event.receiver}`}`;
  return event.kind === 'limit' ? `${at}too many events` : `${at}${event.kind} ${event.text}`;
}
