import { defineModule } from '../define.js';

export const asar = defineModule(
  {
    name: 'asar',
    documentation: 'https://github.com/electron/asar',
    callbackUntil: '<1',
    removal: 'https://github.com/electron/asar/blob/main/CHANGELOG.md#100---2019-02-19',
  },
  // Its callback takes no error.
  { paths: 'createPackage createPackageWithOptions createPackageFromFiles', kind: 'other' },
);
