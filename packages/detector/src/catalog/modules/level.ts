import { defineModule } from '../define.js';

export const level = defineModule(
  { name: 'level', documentation: 'https://github.com/Level/level' },
  { path: '' },
  { paths: 'get put del batch open close' },
);
