/** The values of `--promisify`. */
export const promisifyStyles = ['inline', 'hoisted', 'native'] as const;

/** A value of `--promisify`. */
export type Promisify = (typeof promisifyStyles)[number];

/** Whether `--promisify` takes this value. */
export function isPromisify(name: string): name is Promisify {
  return (promisifyStyles as readonly string[]).includes(name);
}
