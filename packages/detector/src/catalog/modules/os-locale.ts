import { defineModule } from '../define.js';

export const osLocale = defineModule(
  {
    name: 'os-locale',
    documentation: 'https://github.com/sindresorhus/os-locale',
    callbackUntil: '<2',
    removal: 'https://github.com/sindresorhus/os-locale/releases/tag/v2.0.0',
  },
  { path: '', results: ['locale'] },
);
