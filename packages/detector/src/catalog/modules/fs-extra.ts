import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

const promise = '>=3.0.0';

/** The functions of `fs` that return a promise here. `read` and `write` do so, too, but resolve to something else. */
const promised = new Set(
  'access appendFile chmod chown close fchmod fchown fdatasync fstat fsync ftruncate futimes lchown link lstat mkdir mkdtemp open readFile readdir readlink realpath rename rmdir stat symlink truncate unlink utimes writeFile'.split(' '),
);

export const fsExtra = defineModule(
  { name: 'fs-extra', documentation: 'https://github.com/jprichardson/node-fs-extra', needsReceiver: false, followsNodeContract: true, returns: 'nothing' },
  ...functionsOfFs.map((entry) => (promised.has(entry.path) ? { ...entry, promise } : entry)),
  {
    paths:
      'copy move remove emptyDir emptydir mkdirp mkdirs ensureDir createFile ensureFile createLink ensureLink createSymlink ensureSymlink ' +
      'outputFile readJson readJSON writeJson writeJSON outputJson outputJSON pathExists',
    promise,
  },
  { path: 'delete' },
);
