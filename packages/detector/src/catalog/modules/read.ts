import { defineModule } from '../define.js';

export const read = defineModule(
  {
    name: 'read',
    documentation: 'https://github.com/npm/read',
    callbackUntil: '<2',
    removal: 'https://github.com/npm/read/blob/main/CHANGELOG.md#200-2022-12-13',
  },
  { path: '', versions: '<3' },
  { path: '', versions: '>=3.0.0-0', withCallback: 'thrown', movedTo: 'read' },
  { path: 'read' },
);
