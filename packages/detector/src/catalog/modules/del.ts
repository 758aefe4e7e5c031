import { defineModule } from '../define.js';

export const del = defineModule(
  { name: 'del', documentation: 'https://github.com/sindresorhus/del' },
  { path: '' },
);
