import { defineModule } from '../define.js';

export const extractZip = defineModule(
  {
    name: 'extract-zip',
    documentation: 'https://github.com/max-mapper/extract-zip',
    callbackUntil: '<2',
    removal: 'https://github.com/max-mapper/extract-zip/releases/tag/v2.0.0',
  },
  { path: '', results: [] },
);
