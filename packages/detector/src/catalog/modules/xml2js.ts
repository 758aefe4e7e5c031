import { defineModule } from '../define.js';

export const xml2js = defineModule(
  { name: 'xml2js', documentation: 'https://github.com/Leonidas-from-XIV/node-xml2js' },
  { paths: 'parseString Parser.parseString' },
);
