import { defineModule } from '../define.js';

export const cassandraDriver = defineModule(
  { name: 'cassandra-driver', documentation: 'https://docs.datastax.com/en/developer/nodejs-driver/3.6/api/' },
  { path: 'Client.execute', promise: '>=3.2.0' },
  { paths: 'Client.connect Client.batch Client.shutdown' },
);
