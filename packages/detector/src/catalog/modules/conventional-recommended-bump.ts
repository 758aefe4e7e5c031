import { defineModule } from '../define.js';

export const conventionalRecommendedBump = defineModule(
  {
    name: 'conventional-recommended-bump',
    documentation: 'https://github.com/conventional-changelog/conventional-changelog/tree/master/packages/conventional-recommended-bump',
    callbackUntil: '<9',
    removal: 'https://github.com/conventional-changelog/conventional-changelog/blob/master/packages/conventional-recommended-bump/CHANGELOG.md#900-2023-08-26',
  },
  { path: '' },
);
