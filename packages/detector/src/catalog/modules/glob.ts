import { defineModule } from '../define.js';

const shared = { callbackUntil: '<9', removal: 'https://github.com/isaacs/node-glob/blob/main/changelog.md#90' } as const;

export const glob = defineModule(
  { name: 'glob', documentation: 'https://github.com/isaacs/node-glob', returns: 'handle', ...shared },
  { path: '', versions: '<10' },
  { path: '', versions: '>=10.0.0-0', withCallback: 'thrown', movedTo: 'glob' },
  { paths: 'glob Glob' },
);
