import { defineModule, under } from '../define.js';

/** `verbose()` returns the module itself. */
const databases = 'Database verbose.Database cached.Database';

export const sqlite3 = defineModule(
  { name: 'sqlite3', documentation: 'https://github.com/TryGhost/node-sqlite3/wiki/API' },
  { paths: databases },
  { paths: under(databases, 'run get all exec close prepare') },
  { paths: under(databases, 'prepare.run prepare.get prepare.all prepare.finalize') },
);
