/** The values of `--format`. They have a module of their own, so that checking the arguments does not load the renderers. */
export const formatNames = ['github', 'junit', 'sarif'] as const;

/** A value of `--format`. */
export type FormatName = (typeof formatNames)[number];

/** Whether `--format` takes this value. */
export function isFormatName(name: string): name is FormatName {
  return (formatNames as readonly string[]).includes(name);
}
