import type { FormOf } from '../plan/types.js';
import type { ErrorFormRecord } from './record.js';

/** A `forward` in a host that becomes async: instead of `cb(err, value)`, the value is returned: `return promisify(load)(path)`. No callback matches it directly. */
export const deliver: ErrorFormRecord<FormOf<'deliver'>> = {
  form: 'deliver',
  endsWithReturn: ({ value, list }) => value !== null || list !== null,
  render: (unit, { value, list }) => {
    const { pattern, keyword } = unit.results();
    const [first, ...others] = unit.continuation();
    const parts = { ...unit.plain(), lead: [first?.lead, first?.trail].filter(Boolean).join('\n') };
    const name = value ? unit.textOf(value) : null;
    const line = unit.line(`return ${list ? `[${[...(list === 'arguments' ? ['null'] : []), ...(name === null ? [] : [name])].join(', ')}]` : name}${unit.semicolon}`);
    if (name === null) return { ...parts, attempt: unit.awaited(''), after: list ? [line, ...others] : others };
    if (name === pattern && !unit.hasReceiver && !list) {
      return { ...parts, attempt: unit.returned(), after: others };
    }
    const attempt = unit.awaited(pattern === null ? '' : `${keyword} ${pattern} = `);
    return { ...parts, attempt, after: [line, ...others] };
  },
};
