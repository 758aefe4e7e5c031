import { defineModule, under } from '../define.js';

export const cacheManager = defineModule(
  {
    name: 'cache-manager',
    documentation: 'https://github.com/node-cache-manager/node-cache-manager',
    callbackUntil: '<5',
    removal: 'https://github.com/node-cache-manager/node-cache-manager/releases/tag/5.0.0',
  },
  { paths: under('caching multiCaching', 'get set del reset wrap') },
);
