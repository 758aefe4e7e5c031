import { chained, defineModule } from '../define.js';

export const redis = defineModule(
  { name: 'redis', documentation: 'https://github.com/redis/node-redis/tree/v3.1.2', callbackUntil: '<4', removal: 'https://github.com/redis/node-redis/blob/master/docs/v3-to-v4.md' },
  { path: 'createClient.*' },
  { paths: chained('createClient.multi createClient.batch', 'exec') },
);
