import { defineModule } from '../define.js';

export const xml2js = defineModule(
  { name: 'xml2js', documentation: 'https://github.com/Leonidas-from-XIV/node-xml2js' },
  { path: 'parseString', versions: '>=0.4.23', variant: 'xml2js.*Promise' },
  { path: 'Parser.parseString', versions: '>=0.4.23', variant: 'xml2js.Parser.*Promise' },
  { paths: 'parseString Parser.parseString' },
);
