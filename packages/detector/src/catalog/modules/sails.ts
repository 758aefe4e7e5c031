import { defineModule } from '../define.js';

export const sails = defineModule(
  { name: 'sails', documentation: 'https://sailsjs.com/documentation/reference/application' },
  { paths: 'lift load lower Sails.lift Sails.load Sails.lower' },
);
