/** Error-first methods of mongodb before version 5: http://mongodb.github.io/node-mongodb-native/3.6/api/ */
const ofCollections = [
  'aggregate',
  'bulkWrite',
  'count',
  'countDocuments',
  'createIndex',
  'createIndexes',
  'deleteMany',
  'deleteOne',
  'distinct',
  'drop',
  'dropIndex',
  'dropIndexes',
  'ensureIndex',
  'estimatedDocumentCount',
  'findAndModify',
  'findAndRemove',
  'findOne',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'group',
  'indexInformation',
  'indexes',
  'insert',
  'insertMany',
  'insertOne',
  'mapReduce',
  'remove',
  'rename',
  'replaceOne',
  'save',
  'stats',
  'update',
  'updateMany',
  'updateOne',
];
const ofCursors = ['toArray', 'count', 'next', 'explain'];
const ofDatabases = [
  'addUser',
  'authenticate',
  'close',
  'collections',
  'command',
  'createCollection',
  'dropCollection',
  'dropDatabase',
  'eval',
  'listCollections.toArray',
  'logout',
  'open',
  'stats',
];
/** What the ways to a database give; a client of version 3 gives it by `db()`. */
const databases = ['connect', 'connect.db', 'MongoClient.connect', 'MongoClient.connect.db', 'MongoClient.db', 'Db', 'Db.open'];

export const mongodbFunctions: readonly string[] = [
  'connect',
  'MongoClient.connect',
  'MongoClient.close',
  'MongoClient.connect.close',
  ...databases.flatMap((database) => [
    ...ofDatabases.map((name) => `${database}.${name}`),
    `${database}.collection`,
    ...ofCollections.map((name) => `${database}.collection.${name}`),
    ...ofCursors.flatMap((name) => withChain(`${database}.collection.find`, name)),
  ]),
];

/** `find.toArray`, and with up to four calls in between: `find.sort.limit.toArray`. */
export function withChain(start: string, end: string): string[] {
  return ['', '*.', '*.*.', '*.*.*.', '*.*.*.*.'].map((between) => `${start}.${between}${end}`);
}
