import { defineModule } from '../define.js';

export const rawBody = defineModule(
  { name: 'raw-body', documentation: 'https://github.com/stream-utils/raw-body' },
  { path: '', promise: '>=2.4.0' },
);
