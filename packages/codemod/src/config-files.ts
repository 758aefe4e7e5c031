/** The names of configuration files, in the order in which they are looked for in a folder; `package.json` has a key for it. */
export const configFiles = [
  ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'json'].map((extension) => `uncallback.config.${extension}`),
  'package.json',
];
