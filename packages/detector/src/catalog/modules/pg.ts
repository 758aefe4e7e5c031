import { defineModule } from '../define.js';

export const pg = defineModule(
  { name: 'pg', documentation: 'https://node-postgres.com' },
  { paths: 'Client.query Client.connect Client.end Pool.query Pool.end', promise: '>=5.1.0' },
  // The client is idle until a query is sent.
  { path: 'Pool.connect', promise: '>=5.1.0', passedEmitters: 'idle' },
  { path: 'connect', passedEmitters: 'idle' },
  { paths: 'connect.query Pool.connect.query' },
);
