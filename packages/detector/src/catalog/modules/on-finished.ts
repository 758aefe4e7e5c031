import { defineModule } from '../define.js';

export const onFinished = defineModule(
  { name: 'on-finished', documentation: 'https://github.com/jshttp/on-finished' },
  { path: '', severity: 'strict' },
);
