const labels = new WeakMap<object, string>();

/** Sets the label of an object in traces. */
export function setLabel(value: object, label: string): void {
  labels.set(value, label);
}

/** The label of a recorder, or undefined for any other value. */
export function labelOf(value: unknown): string | undefined {
  return isObject(value) ? labels.get(value) : undefined;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The text of a value in a trace. */
export function renderValue(value: unknown, depth = 0): string {
  const label = labelOf(value);
  if (label !== undefined) return `<${label}>`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'symbol') return value.toString();
  if (!isObject(value)) return String(value);
  if (value instanceof Error) return renderError(value);
  if (value instanceof Promise) return '[promise]';
  if (value instanceof Date || value instanceof RegExp) return String(value);
  if (depth > 4) return '...';
  if (Array.isArray(value)) return `[${value.map((item) => renderValue(item, depth + 1)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${renderValue(item, depth + 1)}`);
  return `{ ${entries.join(', ')} }`;
}

/** Messages of engine errors contain names of variables, which a rewrite may change, so that traces show only their class. */
function renderError(error: Error): string {
  return error instanceof TypeError || error instanceof ReferenceError ? error.name : `${error.name}: ${error.message}`;
}

/** The arguments of a call, as many as there are. */
export function renderArguments(values: readonly unknown[]): string {
  return values.map((value) => renderValue(value)).join(', ');
}

/** The arguments of a completion callback: null and undefined are the same "no error", but differ from no argument at all. */
export function renderOutcome(values: readonly unknown[]): string {
  const [error, ...results] = values;
  return values.length === 0 ? '' : renderArguments([error ?? null, ...results]);
}
