import { defineModule, under } from '../define.js';

export const ldapjs = defineModule(
  { name: 'ldapjs', documentation: 'http://ldapjs.org/client.html' },
  { paths: under('createClient', 'bind search add del modify unbind') },
);
