import { defineModule } from '../define.js';

export const writeFileAtomic = defineModule(
  { name: 'write-file-atomic', documentation: 'https://github.com/npm/write-file-atomic' },
  { path: '', promise: '>=3.0.0' },
);
