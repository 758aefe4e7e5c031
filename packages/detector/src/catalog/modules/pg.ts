import { defineModule } from '../define.js';

export const pg = defineModule(
  { name: 'pg', documentation: 'https://node-postgres.com' },
  { paths: 'Client.query Client.connect Client.end Pool.query Pool.connect Pool.end', promise: '>=5.1.0' },
  { paths: 'connect connect.query Pool.connect.query' },
);
