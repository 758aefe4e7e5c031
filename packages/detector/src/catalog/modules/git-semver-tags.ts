import { defineModule } from '../define.js';

export const gitSemverTags = defineModule(
  {
    name: 'git-semver-tags',
    documentation: 'https://github.com/conventional-changelog/conventional-changelog/tree/master/packages/git-semver-tags',
    callbackUntil: '<7',
    removal: 'https://github.com/conventional-changelog/conventional-changelog/blob/master/packages/git-semver-tags/CHANGELOG.md#700-2023-08-26',
  },
  { path: '', results: ['tags'] },
);
