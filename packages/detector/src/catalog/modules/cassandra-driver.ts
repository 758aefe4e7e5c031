import { defineModule } from '../define.js';

export const cassandraDriver = defineModule(
  { name: 'cassandra-driver', documentation: 'https://docs.datastax.com/en/developer/nodejs-driver/3.6/api/' },
  { paths: 'Client.connect Client.execute Client.batch Client.shutdown' },
);
