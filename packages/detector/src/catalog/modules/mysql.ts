import { defineModule, under } from '../define.js';

const queries = `${under('createConnection createPool.getConnection createPool', 'query')}`;
const others = `${under('createConnection createPool.getConnection', 'connect execute end beginTransaction commit rollback ping changeUser statistics')} createPool.execute createPool.end`;

export const mysql = defineModule(
  { name: 'mysql', documentation: 'https://github.com/mysqljs/mysql' },
  { paths: queries, returns: 'handle' },
  { paths: others },
  // The connection is idle until a query is sent.
  { path: 'createPool.getConnection', passedEmitters: 'idle' },
);

export const mysql2 = defineModule(
  { name: 'mysql2', documentation: 'https://github.com/sidorares/node-mysql2' },
  { paths: queries, returns: 'handle' },
  { paths: others },
  // The connection is idle until a query is sent.
  { path: 'createPool.getConnection', passedEmitters: 'idle' },
);
