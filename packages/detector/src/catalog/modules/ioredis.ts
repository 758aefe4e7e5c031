import { chained, defineModule, under } from '../define.js';

const promise = '>=1.15.1';

/** Every method of a client counts as a command; without a callback it returns a promise. */
export const ioredis = defineModule(
  { name: 'ioredis', documentation: 'https://github.com/redis/ioredis#basic-usage' },
  { paths: '* Redis.* Cluster.*', promise },
  { paths: chained(under('Redis Cluster', 'multi pipeline') + ' multi pipeline', 'exec'), promise },
);
