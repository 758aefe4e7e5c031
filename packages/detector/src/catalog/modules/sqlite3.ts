import { defineModule, under } from '../define.js';

export const sqlite3 = defineModule(
  { name: 'sqlite3', documentation: 'https://github.com/TryGhost/node-sqlite3/wiki/API' },
  { path: 'Database' },
  { paths: under('Database', 'run get all exec close prepare') },
  { paths: under('Database.prepare', 'run get all finalize') },
);
