import { defineModule, under } from '../define.js';

export const elasticsearch = defineModule(
  {
    name: '@elastic/elasticsearch',
    documentation: 'https://www.elastic.co/guide/en/elasticsearch/client/javascript-api/7.17/index.html',
    callbackUntil: '<8',
    removal: 'https://www.elastic.co/guide/en/elasticsearch/client/javascript-api/8.0/changelog-client.html',
  },
  { paths: under('Client', 'search index get create update delete bulk count exists msearch mget info ping reindex scroll') },
);
