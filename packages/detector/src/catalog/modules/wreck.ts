import { defineModule } from '../define.js';

export const wreck = defineModule(
  {
    name: 'wreck',
    documentation: 'https://github.com/hapijs/wreck',
    callbackUntil: '<13',
    removal: 'https://github.com/hapijs/wreck/issues/200',
  },
  { paths: 'get post put patch delete', results: ['response', 'payload'], promisified: ['res', 'payload'] },
);
