import { mongodbFunctions, withChain } from './mongodb.js';

/** https://github.com/mysqljs/mysql, https://github.com/sidorares/node-mysql2 */
const ofConnections = ['connect', 'query', 'execute', 'end', 'beginTransaction', 'commit', 'rollback', 'ping', 'changeUser', 'statistics'];
const mysqlFunctions = [
  ...['createConnection', 'createPool.getConnection'].flatMap((connection) => ofConnections.map((name) => `${connection}.${name}`)),
  'createPool.query',
  'createPool.execute',
  'createPool.getConnection',
  'createPool.end',
];
/** Clients that are required by themselves: `require('aws-sdk/clients/s3')`. */
const awsClients = ['cloudwatch', 'dynamodb', 'ec2', 'iam', 'kinesis', 'kms', 'lambda', 'route53', 's3', 'ses', 'sns', 'sqs', 'ssm', 'sts'];
const queries = ['find', 'findOne', 'findById', 'findOneAndUpdate', 'findOneAndRemove', 'findByIdAndUpdate', 'count', 'distinct', 'update', 'remove', 'where'];

/**
 * Error-first functions of libraries that callback-era code is built on, from their documentation, by module.
 * A path is relative to the module, calls left out (`createConnection.query` is `createConnection().query`); `*` is any method
 * but those of emitters and promises.
 */
export const libraryCatalog: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/: every operation of every client
  'aws-sdk': ['*.*', 'S3.ManagedUpload.send', 'DynamoDB.DocumentClient.*', 'config.getCredentials', '*.*.send'],
  ...Object.fromEntries(awsClients.map((name) => [`aws-sdk/clients/${name}`, ['*', '*.send', 'DocumentClient.*']])),
  bcrypt: ['hash', 'compare', 'genSalt'],
  bcryptjs: ['hash', 'compare', 'genSalt'],
  'bcrypt-nodejs': ['hash', 'compare', 'genSalt'],
  'cassandra-driver': ['Client.connect', 'Client.execute', 'Client.batch', 'Client.shutdown'],
  del: [''],
  // https://expressjs.com/en/4x/api.html#app.render
  express: ['render'],
  // https://github.com/jprichardson/node-fs-extra: beside those of fs
  'fs-extra': [
    ...['copy', 'move', 'remove', 'delete', 'pathExists', 'emptyDir', 'emptydir', 'mkdirp', 'mkdirs', 'ensureDir'],
    ...['createFile', 'ensureFile', 'createLink', 'ensureLink', 'createSymlink', 'ensureSymlink', 'outputFile'],
    ...['readJson', 'readJSON', 'writeJson', 'writeJSON', 'outputJson', 'outputJSON'],
  ],
  glob: ['', 'glob', 'Glob'],
  jsonwebtoken: ['sign', 'verify'],
  ldapjs: [
    'createClient.bind',
    'createClient.search',
    'createClient.add',
    'createClient.del',
    'createClient.modify',
    'createClient.unbind',
  ],
  level: ['', 'get', 'put', 'del', 'batch', 'open', 'close'],
  mkdirp: ['', 'mkdirp', 'mkdirP'],
  mongodb: mongodbFunctions,
  mongoose: [
    'connect',
    'disconnect',
    'createConnection',
    'connection.close',
    'connection.dropDatabase',
    ...[
      'find',
      'findOne',
      'findById',
      'create',
      'count',
      'countDocuments',
      'estimatedDocumentCount',
      'update',
      'updateOne',
      'updateMany',
      'remove',
      'deleteOne',
      'deleteMany',
      'distinct',
      'aggregate',
      'insertMany',
      'findOneAndUpdate',
      'findOneAndRemove',
      'findOneAndDelete',
      'findByIdAndUpdate',
      'findByIdAndRemove',
      'findByIdAndDelete',
      'mapReduce',
      'populate',
      'ensureIndexes',
      'createIndexes',
      'save',
      'validate',
      'exists',
    ].map((name) => `model.${name}`),
    'model.save',
    ...queries.flatMap((name) => withChain(`model.${name}`, 'exec')),
  ],
  mysql: mysqlFunctions,
  mysql2: mysqlFunctions,
  ncp: ['', 'ncp'],
  nedb: ['find', 'findOne', 'insert', 'update', 'remove', 'count', 'ensureIndex', 'removeIndex', 'loadDatabase'],
  nodemailer: ['createTransport.sendMail', 'createTransport.verify', 'createTestAccount'],
  'on-finished': [''],
  pg: ['connect', 'Client.connect', 'Client.query', 'Client.end', 'Pool.connect', 'Pool.query', 'Pool.end', 'connect.query', 'Pool.connect.query'],
  'raw-body': [''],
  redis: ['createClient.*', ...withChain('createClient.multi', 'exec'), ...withChain('createClient.batch', 'exec')],
  request: ['', 'get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options', 'defaults', 'defaults.*'],
  rimraf: [''],
  sqlite3: ['Database.run', 'Database.get', 'Database.all', 'Database.exec', 'Database.close', 'Database.prepare', 'Database', ...['run', 'get', 'all', 'finalize'].map((name) => `Database.prepare.${name}`)],
  superagent: ['*.end'],
  supertest: ['*.end'],
  tmp: ['file', 'dir', 'tmpName'],
  which: [''],
  'write-file-atomic': [''],
  xml2js: ['parseString', 'Parser.parseString'],
};

/** Modules with the functions of Node's `fs`. */
export const fsModules: ReadonlySet<string> = new Set(['fs-extra', 'graceful-fs', 'mz/fs', 'memfs', 'original-fs']);
