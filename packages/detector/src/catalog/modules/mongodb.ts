import { chained, defineModule, under } from '../define.js';

const ofCollections =
  'aggregate bulkWrite count countDocuments createIndex createIndexes deleteMany deleteOne distinct drop dropIndex dropIndexes ensureIndex ' +
  'estimatedDocumentCount findAndModify findAndRemove findOne findOneAndDelete findOneAndReplace findOneAndUpdate group indexInformation indexes insert ' +
  'insertMany insertOne mapReduce remove rename replaceOne save stats update updateMany updateOne';
const ofDatabases =
  'addUser authenticate close collections command createCollection dropCollection dropDatabase eval listCollections.toArray logout open stats collection';
/** The paths that return a database; since version 3, `connect` returns a client, and its `db()` the database. */
const databases = 'connect connect.db MongoClient.connect MongoClient.connect.db MongoClient.db Db Db.open';
const collections = under(databases, 'collection');

export const mongodb = defineModule(
  {
    name: 'mongodb',
    documentation: 'https://mongodb.github.io/node-mongodb-native/3.6/api/',
    promise: '>=2.0.0',
    callbackUntil: '<5',
    removal: 'https://github.com/mongodb/node-mongodb-native/blob/main/etc/notes/CHANGES_5.0.0.md#optional-callback-support-migrated-to-mongodb-legacy',
  },
  { paths: 'connect MongoClient.connect MongoClient.close MongoClient.connect.close' },
  { paths: under(databases, ofDatabases) },
  { paths: under(collections, ofCollections) },
  { paths: chained(under(collections, 'find'), 'toArray count next explain') },
);
