import { chained, defineModule, under } from '../define.js';

// Packages of which little more is stated than which of their functions take an error-first callback, or another one that is easily taken for it.

/** A package on npm, whose README documents its functions. */
const ofNpm = (name: string): { readonly name: string; readonly documentation: string } => ({ name, documentation: `https://www.npmjs.com/package/${name}` });

/** Files and folders. */
const fileTools = [
  ...'browser-resolve cpr mkdirp-classic mv read-package-json recursive-readdir resolve temporary-directory touch tree-kill'.split(' ').map((name) => defineModule(ofNpm(name), { path: '' })),
  // Since 3, the module is an object.
  defineModule(ofNpm('chownr'), { paths: ' chownr' }),
  defineModule(ofNpm('findup'), { path: '', returns: 'handle' }),
  defineModule(ofNpm('jsonfile'), { paths: 'readFile writeFile' }),
  defineModule(ofNpm('lockfile'), { paths: 'lock check' }, { path: 'unlock', results: [], severity: 'strict', fails: 'never passes an error' }),
  defineModule(ofNpm('temp'), { paths: 'open mkdir cleanup' }),
  defineModule(ofNpm('wrench'), { paths: 'copyDirRecursive rmdirRecursive' }),
  defineModule(ofNpm('tar'), { paths: 'c create x extract t list r replace u update' }),
  defineModule(ofNpm('tar-stream'), { path: 'pack.entry', returns: 'handle' }),
  defineModule(ofNpm('yauzl'), { paths: 'open fromFd fromBuffer fromRandomAccessReader' }),
  ...['random-access-file', 'random-access-memory'].map((name) => defineModule(ofNpm(name), { paths: 'open read write del stat close' })),
];

const ofStores = 'open close get put del batch';

/** Databases and caches. */
const databases = [
  ...['levelup', 'leveldown', 'memdown', 'level-rocksdb', 'rocksdb', 'level-mem', 'level-party', 'encoding-down', 'subleveldown'].map((name) => defineModule(ofNpm(name), { paths: ofStores })),
  defineModule(ofNpm('memcached'), { paths: 'get gets getMulti set add replace append prepend cas del delete incr decr touch flush stats version' }),
  defineModule(ofNpm('mongojs'), { paths: under('* collection', 'find findOne findAndModify insert update remove save count distinct drop ensureIndex createIndex runCommand aggregate') }),
  defineModule(ofNpm('fakeredis'), { path: 'createClient.*' }),
  defineModule(ofNpm('redis-mock'), { path: 'createClient.*' }),
  defineModule(ofNpm('mssql'), {
    paths: `connect ${under('ConnectionPool', 'connect close')} ${under('Request', 'query batch execute bulk')} ${under('Transaction', 'begin commit rollback')} ${under('PreparedStatement', 'prepare execute unprepare')}`,
  }),
  defineModule(ofNpm('oracledb'), { paths: 'getConnection createPool' }),
  defineModule(ofNpm('elasticsearch'), { paths: under('Client', '* indices.* cluster.* nodes.* cat.* snapshot.* tasks.*'), returns: 'handle' }),
];

const ofMailboxes = 'openBox closeBox addBox delBox renameBox subscribeBox unsubscribeBox getBoxes getSubscribedBoxes status append expunge search copy move addFlags delFlags setFlags';
const ofContainers = 'attach changes commit exec getArchive inspect kill logs pause putArchive remove rename resize restart start stats stop top unpause update wait';

/** Clients of servers and services, and devices. */
const clients = [
  defineModule(ofNpm('needle'), { paths: 'get head post put patch delete request', returns: 'handle' }),
  defineModule(ofNpm('hyperquest'), { paths: ' get put post delete', returns: 'handle' }),
  defineModule(ofNpm('simple-get'), { paths: ' concat get post put patch head delete', returns: 'handle' }),
  ...['restify', 'restify-clients'].map((name) =>
    defineModule(ofNpm(name), { paths: under('createJsonClient createJSONClient createStringClient createHttpClient createClient', 'get head post put patch del') }),
  ),
  defineModule(ofNpm('soap'), { path: 'createClient' }),
  defineModule(ofNpm('xmlrpc'), { paths: under('createClient createSecureClient', 'methodCall') }),
  defineModule(ofNpm('ssh2'), { paths: under('Client', 'exec shell sftp forwardIn forwardOut subsys') }),
  defineModule(ofNpm('ftp'), { paths: 'list get put append rename delete mkdir rmdir cwd cdup pwd size lastMod system status logout site abort ascii binary' }),
  defineModule(ofNpm('jsftp'), { paths: 'auth get put ls list rename raw' }),
  defineModule(ofNpm('imap'), { paths: ofMailboxes }),
  defineModule(ofNpm('node-zookeeper-client'), { paths: under('createClient', 'create remove exists getData setData getChildren getACL setACL mkdirp') }),
  defineModule(ofNpm('amqplib/callback_api'), { path: 'connect' }),
  defineModule(ofNpm('mqtt'), { paths: under('connect', 'publish subscribe unsubscribe'), returns: 'handle' }),
  defineModule(ofNpm('dockerode'), {
    paths: `createContainer createImage createNetwork createVolume listContainers listImages listNetworks listVolumes buildImage info version ping ${under('getContainer', ofContainers)} ${under('getImage', 'inspect remove history')}`,
  }),
  defineModule(ofNpm('twit'), { paths: 'get post' }),
  defineModule(ofNpm('knox'), { paths: under('createClient', 'putFile putBuffer putStream getFile headFile deleteFile deleteMultiple list copyFile'), returns: 'handle' }),
  ...['azure', 'azure-storage'].map((name) => defineModule(ofNpm(name), { paths: 'createBlobService.* createTableService.* createQueueService.* createFileService.*', returns: 'handle' })),
  defineModule(ofNpm('oauth'), { paths: `${under('OAuth', 'getOAuthRequestToken getOAuthAccessToken get post put delete')} ${under('OAuth2', 'getOAuthAccessToken get')}`, returns: 'handle' }),
  defineModule(ofNpm('tough-cookie'), { paths: under('CookieJar', 'setCookie getCookies getCookieString getSetCookieStrings serialize clone removeAllCookies') }),
  defineModule(ofNpm('pm2'), { paths: 'connect start stop restart reload delete list describe dump flush killDaemon' }),
  defineModule(ofNpm('portfinder'), { paths: 'getPort getPorts getSocket' }),
  defineModule(ofNpm('serialport'), { paths: `${under('SerialPort', 'open close write drain flush set get update')} open close write drain flush set get update` }),
  defineModule(ofNpm('i2c-bus'), {
    paths: under('open openSync', 'close scan deviceId i2cRead i2cWrite readByte readWord readI2cBlock receiveByte sendByte writeByte writeWord writeQuick writeI2cBlock'),
  }),
  defineModule(ofNpm('onoff'), { paths: under('Gpio', 'read write') }, { path: 'Gpio.watch', kind: 'event-listener' }),
  defineModule(ofNpm('epoll'), { path: 'Epoll', kind: 'event-listener' }),
];

/** Parsers, templates, compilers and images. */
const converters = [
  // The module itself until version 4 of `csv-parse`, 5 of `csv-stringify` and 3 of `csv-generate`.
  ...['parse', 'stringify', 'generate'].map((name) => defineModule(ofNpm(`csv-${name}`), { paths: ` ${name}`, returns: 'handle' })),
  defineModule(ofNpm('formidable'), { paths: 'parse IncomingForm.parse Formidable.parse formidable.parse', returns: 'handle' }),
  defineModule(ofNpm('multiparty'), { path: 'Form.parse' }),
  defineModule(ofNpm('rss-parser'), { paths: 'parseURL parseString' }),
  defineModule(ofNpm('jsdom'), { path: 'env' }),
  defineModule(ofNpm('prompt'), { paths: 'get addProperties' }),
  defineModule(ofNpm('i18next'), { path: 'init', mayLackError: true }, { paths: 'changeLanguage loadNamespaces loadLanguages' }),
  defineModule(ofNpm('less'), { path: 'render' }),
  ...['node-sass', 'sass'].map((name) => defineModule(ofNpm(name), { path: 'render' })),
  defineModule(ofNpm('stylus'), { timing: 'at-once', paths: `render ${chained('set include use import define', 'render')}` }),
  ...['pug', 'jade', 'ejs'].map((name) => defineModule(ofNpm(name), { path: 'renderFile', timing: 'at-once' })),
  defineModule(ofNpm('swig'), { path: 'renderFile' }),
  defineModule(ofNpm('consolidate'), { path: '*' }, { path: '*.render' }),
  ...['dustjs-linkedin', 'dustjs-helpers'].map((name) => defineModule(ofNpm(name), { paths: 'render renderSource' })),
  defineModule(ofNpm('browserify'), { paths: `bundle ${chained('add require transform plugin external ignore exclude', 'bundle')}`, returns: 'handle' }),
  // With the option `watch` it calls back after each build.
  defineModule(ofNpm('webpack'), { path: '', invoked: 'repeated', returns: 'handle' }, { paths: 'run close' }),
  defineModule(ofNpm('@babel/core'), { paths: 'transform transformFile transformFromAst' }),
  // With `watch` it calls back after each build, too.
  defineModule(ofNpm('metalsmith'), { paths: `build ${chained('source destination clean use metadata', 'build')}`, invoked: 'repeated', returns: 'handle' }),
  defineModule(ofNpm('gm'), { paths: `write toBuffer size identify format filesize ${chained('resize crop quality noProfile autoOrient thumb background gravity extent', 'write toBuffer')}`, returns: 'handle' }),
  defineModule(ofNpm('imagemagick'), { paths: 'identify convert resize crop readMetadata', returns: 'handle' }),
  defineModule(ofNpm('image-size'), { path: '' }),
  defineModule(ofNpm('qrcode'), { paths: 'toDataURL toFile toString' }),
  defineModule(ofNpm('fluent-ffmpeg'), { paths: 'ffprobe getAvailableFormats getAvailableCodecs getAvailableEncoders getAvailableFilters' }),
  defineModule(ofNpm('pem'), {
    paths: 'createCertificate createCSR createPrivateKey createDhparam getPublicKey getFingerprint getModulus readCertificateInfo createPkcs12 readPkcs12 verifySigningChain',
  }),
];

/** Streams, and queues of tasks. */
const flows = [
  ...['bl', 'stream-to-array'].map((name) => defineModule(ofNpm(name), { path: '', returns: 'handle' })),
  defineModule(ofNpm('simple-concat'), { path: '' }),
  defineModule(ofNpm('fastq'), { paths: 'push unshift' }),
  defineModule(
    { ...ofNpm('pull-stream'), returns: 'handle' },
    { paths: 'collect concat onEnd', callback: 0 },
    { path: 'drain', callback: 1 },
    { path: 'reduce', callback: 2 },
  ),
];

/** Functions whose callbacks take no error first, though their names or places suggest it. */
const otherCallbacks = [
  defineModule(ofNpm('concat-stream'), { path: '', kind: 'other' }),
  // `(code, stdout, stderr)`
  defineModule(ofNpm('shelljs'), { path: 'exec', kind: 'other' }),
  defineModule(ofNpm('systeminformation'), { path: '*', kind: 'other' }),
  defineModule(ofNpm('os-utils'), { paths: 'cpuUsage cpuFree', kind: 'other' }),
  defineModule(ofNpm('git-rev'), { paths: 'short long branch tag log', kind: 'other' }),
  defineModule(ofNpm('lzma-native'), { paths: 'compress decompress', kind: 'other' }),
  defineModule(ofNpm('liftoff'), { paths: 'launch prepare execute', kind: 'other' }),
];

export const others = [...fileTools, ...databases, ...clients, ...converters, ...flows, ...otherCallbacks];
