import { defineModule } from '../define.js';

export const nedb = defineModule(
  { name: 'nedb', documentation: 'https://github.com/louischatriot/nedb' },
  { paths: 'find findOne insert update remove count ensureIndex removeIndex loadDatabase' },
);
