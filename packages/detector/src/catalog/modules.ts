import type { CatalogModule } from './api-entry.js';
import { otherCoreModules } from './define.js';
import { asyncQueues } from './modules/async.js';
import { awsSdk, awsClients } from './modules/aws-sdk.js';
import { bcrypt } from './modules/bcrypt.js';
import { bcryptNodejs } from './modules/bcrypt-nodejs.js';
import { bcryptjs } from './modules/bcryptjs.js';
import { bluebird } from './modules/bluebird.js';
import { cassandraDriver } from './modules/cassandra-driver.js';
import { childProcess } from './modules/child_process.js';
import { crypto } from './modules/crypto.js';
import { del } from './modules/del.js';
import { dns } from './modules/dns.js';
import { express } from './modules/express.js';
import { fs } from './modules/fs.js';
import { fsExtra } from './modules/fs-extra.js';
import { glob } from './modules/glob.js';
import { gracefulFs } from './modules/graceful-fs.js';
import { http } from './modules/http.js';
import { http2 } from './modules/http2.js';
import { https } from './modules/https.js';
import { jsonwebtoken } from './modules/jsonwebtoken.js';
import { ldapjs } from './modules/ldapjs.js';
import { level } from './modules/level.js';
import { lodash } from './modules/lodash.js';
import { memfs } from './modules/memfs.js';
import { mkdirp } from './modules/mkdirp.js';
import { mongodb } from './modules/mongodb.js';
import { mongoose } from './modules/mongoose.js';
import { mout } from './modules/mout.js';
import { mysql, mysql2 } from './modules/mysql.js';
import { mzFs } from './modules/mz-fs.js';
import { ncp } from './modules/ncp.js';
import { nedb } from './modules/nedb.js';
import { nodemailer } from './modules/nodemailer.js';
import { onFinished } from './modules/on-finished.js';
import { originalFs } from './modules/original-fs.js';
import { pg } from './modules/pg.js';
import { ramda } from './modules/ramda.js';
import { rawBody } from './modules/raw-body.js';
import { redis } from './modules/redis.js';
import { request } from './modules/request.js';
import { rimraf } from './modules/rimraf.js';
import { sqlite3 } from './modules/sqlite3.js';
import { stream } from './modules/stream.js';
import { superagent } from './modules/superagent.js';
import { supertest } from './modules/supertest.js';
import { tmp } from './modules/tmp.js';
import { underscore } from './modules/underscore.js';
import { which } from './modules/which.js';
import { writeFileAtomic } from './modules/write-file-atomic.js';
import { xml2js } from './modules/xml2js.js';
import { zlib } from './modules/zlib.js';

/** The modules that have a file in `modules/`. */
const described: readonly CatalogModule[] = [
  ...asyncQueues,
  awsSdk,
  ...awsClients,
  bcrypt,
  bcryptNodejs,
  bcryptjs,
  bluebird,
  cassandraDriver,
  childProcess,
  crypto,
  del,
  dns,
  express,
  fs,
  fsExtra,
  glob,
  gracefulFs,
  http,
  http2,
  https,
  jsonwebtoken,
  ldapjs,
  level,
  lodash,
  memfs,
  mkdirp,
  mongodb,
  mongoose,
  mout,
  mysql,
  mysql2,
  mzFs,
  ncp,
  nedb,
  nodemailer,
  onFinished,
  originalFs,
  pg,
  ramda,
  rawBody,
  redis,
  request,
  rimraf,
  sqlite3,
  stream,
  superagent,
  supertest,
  tmp,
  underscore,
  which,
  writeFileAtomic,
  xml2js,
  zlib,
];

/**
 * All modules whose functions take callbacks, to be looked up by `lookupApi`. Of the async library it contains only the queues; the other
 * functions take several kinds of callbacks, see `async.ts`. A new file in `modules/` has to be listed here.
 */
export const modules: readonly CatalogModule[] = [...described, ...otherCoreModules(described)];
