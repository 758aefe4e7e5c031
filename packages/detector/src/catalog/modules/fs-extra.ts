import { defineModule } from '../define.js';
import { functionsOfFs } from './fs-stand-ins.js';

export const fsExtra = defineModule(
  { name: 'fs-extra', documentation: 'https://github.com/jprichardson/node-fs-extra', needsReceiver: false, followsNodeContract: true, returns: 'nothing' },
  ...functionsOfFs,
  {
    paths:
      'copy move remove delete pathExists emptyDir emptydir mkdirp mkdirs ensureDir createFile ensureFile createLink ensureLink createSymlink ensureSymlink ' +
      'outputFile readJson readJSON writeJson writeJSON outputJson outputJSON',
  },
);
