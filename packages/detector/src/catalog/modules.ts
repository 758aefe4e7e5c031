import type { CatalogModule } from './api-entry.js';
import { otherCoreModules } from './define.js';
import { asar } from './modules/asar.js';
import { asyncQueues } from './modules/async.js';
import { awsSdk, awsClients } from './modules/aws-sdk.js';
import { bcryptNodejs } from './modules/bcrypt-nodejs.js';
import { bcrypt } from './modules/bcrypt.js';
import { bcryptjs } from './modules/bcryptjs.js';
import { bluebird } from './modules/bluebird.js';
import { cacheManager } from './modules/cache-manager.js';
import { cassandraDriver } from './modules/cassandra-driver.js';
import { childProcess } from './modules/child_process.js';
import { cmdShim } from './modules/cmd-shim.js';
import { conventionalRecommendedBump } from './modules/conventional-recommended-bump.js';
import { cluster } from './modules/cluster.js';
import { crypto } from './modules/crypto.js';
import { del } from './modules/del.js';
import { dgram } from './modules/dgram.js';
import { dns } from './modules/dns.js';
import { elasticsearch } from './modules/elastic-elasticsearch.js';
import { endOfStream } from './modules/end-of-stream.js';
import { express } from './modules/express.js';
import { extractZip } from './modules/extract-zip.js';
import { fsExtra } from './modules/fs-extra.js';
import { fastify } from './modules/fastify.js';
import { fs } from './modules/fs.js';
import { getPort } from './modules/get-port.js';
import { getStdin } from './modules/get-stdin.js';
import { gitSemverTags } from './modules/git-semver-tags.js';
import { glob } from './modules/glob.js';
import { globby } from './modules/globby.js';
import { got } from './modules/got.js';
import { gracefulFs } from './modules/graceful-fs.js';
import { http } from './modules/http.js';
import { http2 } from './modules/http2.js';
import { https } from './modules/https.js';
import { inquirer } from './modules/inquirer.js';
import { ioredis } from './modules/ioredis.js';
import { jsonwebtoken } from './modules/jsonwebtoken.js';
import { ldapjs } from './modules/ldapjs.js';
import { classicLevel, level, memoryLevel } from './modules/level.js';
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
import { net } from './modules/net.js';
import { nodemailer } from './modules/nodemailer.js';
import { onFinished } from './modules/on-finished.js';
import { opn } from './modules/opn.js';
import { originalFs } from './modules/original-fs.js';
import { osLocale } from './modules/os-locale.js';
import { others } from './modules/others.js';
import { pathExists } from './modules/path-exists.js';
import { pg } from './modules/pg.js';
import { process } from './modules/process.js';
import { pump } from './modules/pump.js';
import { ramda } from './modules/ramda.js';
import { rawBody } from './modules/raw-body.js';
import { read } from './modules/read.js';
import { readableStream } from './modules/readable-stream.js';
import { redis } from './modules/redis.js';
import { request } from './modules/request.js';
import { rimraf } from './modules/rimraf.js';
import { sails } from './modules/sails.js';
import { sqlite3 } from './modules/sqlite3.js';
import { stream } from './modules/stream.js';
import { superagent } from './modules/superagent.js';
import { supertest } from './modules/supertest.js';
import { svgo } from './modules/svgo.js';
import { tedious } from './modules/tedious.js';
import { tls } from './modules/tls.js';
import { tmp } from './modules/tmp.js';
import { underscore } from './modules/underscore.js';
import { username } from './modules/username.js';
import { which } from './modules/which.js';
import { wreck } from './modules/wreck.js';
import { writeFileAtomic } from './modules/write-file-atomic.js';
import { ws } from './modules/ws.js';
import { xml2js } from './modules/xml2js.js';
import { zlib } from './modules/zlib.js';

/** The modules that have a file in `modules/`. */
const described: readonly CatalogModule[] = [
  asar,
  ...asyncQueues,
  awsSdk,
  ...awsClients,
  bcrypt,
  bcryptNodejs,
  bcryptjs,
  bluebird,
  cacheManager,
  cassandraDriver,
  childProcess,
  cmdShim,
  conventionalRecommendedBump,
  cluster,
  crypto,
  del,
  dgram,
  dns,
  elasticsearch,
  endOfStream,
  express,
  extractZip,
  fastify,
  fs,
  fsExtra,
  getPort,
  getStdin,
  gitSemverTags,
  glob,
  globby,
  got,
  gracefulFs,
  http,
  http2,
  https,
  inquirer,
  ioredis,
  jsonwebtoken,
  ldapjs,
  level,
  memoryLevel,
  classicLevel,
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
  net,
  nodemailer,
  onFinished,
  opn,
  originalFs,
  osLocale,
  ...others,
  pathExists,
  pg,
  process,
  pump,
  ramda,
  rawBody,
  read,
  readableStream,
  redis,
  request,
  rimraf,
  sails,
  sqlite3,
  stream,
  superagent,
  supertest,
  svgo,
  tedious,
  tls,
  tmp,
  underscore,
  username,
  which,
  wreck,
  writeFileAtomic,
  ws,
  xml2js,
  zlib,
];

/**
 * All modules whose functions take callbacks, to be looked up by `lookupApi`. Of the async library it contains only the queues; the other
 * functions take several kinds of callbacks, see `async.ts`. A new file in `modules/` has to be listed here.
 */
export const modules: readonly CatalogModule[] = [...described, ...otherCoreModules(described)];
