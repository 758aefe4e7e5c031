import { defineModule } from '../define.js';

export const svgo = defineModule(
  {
    name: 'svgo',
    documentation: 'https://github.com/svg/svgo',
    callbackUntil: '<1',
    removal: 'https://github.com/svg/svgo/releases/tag/v1.0.0',
  },
  // Its callback takes the result only, which may have an `error`.
  { paths: 'optimize', kind: 'other', versions: '<2' },
);
