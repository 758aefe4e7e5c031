import { chained, defineModule, under } from '../define.js';

const ofModels =
  'find findOne findById create count countDocuments estimatedDocumentCount update updateOne updateMany remove deleteOne deleteMany distinct aggregate ' +
  'insertMany findOneAndUpdate findOneAndRemove findOneAndDelete findByIdAndUpdate findByIdAndRemove findByIdAndDelete mapReduce populate ensureIndexes ' +
  'createIndexes save validate exists';
const queries = 'find findOne findById findOneAndUpdate findOneAndRemove findByIdAndUpdate count distinct update remove where';

export const mongoose = defineModule(
  { name: 'mongoose', documentation: 'https://mongoosejs.com/docs/6.x/docs/api/mongoose.html', callbackUntil: '<7' },
  { paths: 'connect disconnect', promise: '>=4.0.0' },
  { paths: 'createConnection connection.close connection.dropDatabase' },
  { paths: under('model', ofModels), promise: '>=4.0.0' },
  { paths: chained(under('model', queries), 'exec'), promise: '>=4.0.0' },
);
