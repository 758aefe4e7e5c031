import { chained, defineModule, under } from '../define.js';

/** The functions that version 7 made async, so that their promise rejects where they are passed a callback. */
const asyncOfModels = 'create insertMany populate ensureIndexes createIndexes save validate';
const otherOfModels =
  'find findOne findById count countDocuments estimatedDocumentCount update updateOne updateMany remove deleteOne deleteMany distinct aggregate ' +
  'findOneAndUpdate findOneAndRemove findOneAndDelete findByIdAndUpdate findByIdAndRemove findByIdAndDelete mapReduce exists';
const queries = 'find findOne findById findOneAndUpdate findOneAndRemove findByIdAndUpdate count distinct update remove where';

export const mongoose = defineModule(
  {
    name: 'mongoose',
    documentation: 'https://mongoosejs.com/docs/6.x/docs/api/mongoose.html',
    callbackUntil: '<7',
    removal: 'https://mongoosejs.com/docs/migrating_to_7.html#dropped-callback-support',
  },
  { paths: 'connect disconnect', promise: '>=4.0.0', withCallback: 'rejected' },
  { paths: 'createConnection', withCallback: 'ignored' },
  { paths: 'connection.close connection.dropDatabase', withCallback: 'rejected' },
  { paths: under('model', asyncOfModels), promise: '>=4.0.0', withCallback: 'rejected' },
  { paths: under('model', otherOfModels), promise: '>=4.0.0', withCallback: 'thrown' },
  { paths: chained(under('model', queries), 'exec'), promise: '>=4.0.0', withCallback: 'rejected' },
);
