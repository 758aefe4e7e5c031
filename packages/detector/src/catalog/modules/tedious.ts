import { defineModule } from '../define.js';

export const tedious = defineModule(
  { name: 'tedious', documentation: 'https://tediousjs.github.io/tedious/api-connection.html' },
  { paths: 'Request', documentation: 'https://tediousjs.github.io/tedious/api-request.html' },
  { paths: 'Connection.beginTransaction Connection.commitTransaction Connection.rollbackTransaction Connection.saveTransaction Connection.newBulkLoad Connection.reset' },
  { path: 'Connection.connect', versions: '>=9.0.0' },
);
