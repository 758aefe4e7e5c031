import { describe, expect, it } from 'vitest';

import { Manifests } from '../index.js';

/** The dependencies of `/app/packages/a/lib/a.js`, by the files of the project. */
function dependenciesWith(files: Readonly<Record<string, unknown>>, path = '/app/packages/a/lib/a.js') {
  const texts = Object.entries(files).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const);
  const byPath = new Map(texts);
  const list = (folder: string): string[] | null => {
    const names = texts.flatMap(([name]) => (name.startsWith(`${folder}/`) ? [name.slice(folder.length + 1).split('/')[0]!] : []));
    return names.length > 0 ? names : null;
  };
  return new Manifests((name) => byPath.get(name) ?? null, list).projectOf(path).dependencies;
}

const stated = { dependencies: { rimraf: '^3.0.0', express: '>=4', 'left-pad': '1' } };

describe('the versions of a project', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['the ranges of the manifest', {}, { rimraf: '^3.0.0', express: '>=4', 'left-pad': '1' }],
    [
      'what is installed, also where the manifest is older; only of packages that the catalogue knows by version',
      { '/app/node_modules/rimraf/package.json': { name: 'rimraf', version: '5.0.1' }, '/app/node_modules/left-pad/package.json': { name: 'left-pad', version: '2.0.0' } },
      { rimraf: '5.0.1', express: '>=4', 'left-pad': '1' },
    ],
    [
      'the nearest of two installed versions',
      { '/app/node_modules/rimraf/package.json': { name: 'rimraf', version: '5.0.1' }, '/app/packages/a/node_modules/rimraf/package.json': { name: 'rimraf', version: '3.0.2' } },
      { rimraf: '3.0.2', express: '>=4', 'left-pad': '1' },
    ],
    [
      'a package of another name',
      { '/app/node_modules/rimraf/package.json': { name: 'del', version: '2.0.0' }, '/app/node_modules/@elastic/elasticsearch/package.json': { name: '@elastic/elasticsearch', version: '8.1.0' } },
      { rimraf: 'npm:del@2.0.0', express: '>=4', 'left-pad': '1', '@elastic/elasticsearch': '8.1.0' },
    ],
    ['the lock file, as far as the manifest allows it', { '/app/package-lock.json': { packages: { 'node_modules/express': { version: '5.1.0' }, 'node_modules/rimraf': { version: '5.0.0' } } } }, { rimraf: '^3.0.0', express: '5.1.0', 'left-pad': '1' }],
    ['a lock file of npm 6', { '/app/npm-shrinkwrap.json': { dependencies: { express: { version: '4.17.1' } } } }, { rimraf: '^3.0.0', express: '4.17.1', 'left-pad': '1' }],
    ['not a lock above a manifest that names the package', { '/app/package-lock.json': { packages: { 'node_modules/express': { version: '5.1.0' } } }, '/app/packages/a/package.json': { dependencies: { express: '^4.0.0' } } }, { rimraf: '^3.0.0', express: '^4.0.0', 'left-pad': '1' }],
    ['files that are no JSON are skipped', { '/app/node_modules/rimraf/package.json': '{', '/app/package-lock.json': 'x' }, { rimraf: '^3.0.0', express: '>=4', 'left-pad': '1' }],
  ])('are %s', (_, files, expected) => {
    expect(dependenciesWith({ '/app/package.json': stated, ...files })).toEqual(expected);
  });

  it('are known without a manifest, if they are installed', () => {
    expect(dependenciesWith({ '/app/node_modules/glob/package.json': { name: 'glob', version: '9.3.5' } })).toEqual({ glob: '9.3.5' });
    expect(dependenciesWith({})).toEqual({});
  });
});
