/** What CI systems read. Apart from the code that renders it, so that usage errors need not wait for that. */
export const formatNames = ['github', 'junit', 'sarif'] as const;

export type FormatName = (typeof formatNames)[number];

export function isFormatName(name: string): name is FormatName {
  return (formatNames as readonly string[]).includes(name);
}
