// One call with a callback for functions whose callback a later major version has dropped.

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';

/**
 * @typedef {object} Tools
 * @property {any} module what `require` of the package returns
 * @property {string} folder an empty folder
 * @property {(...args: unknown[]) => void} callback
 */

/**
 * @typedef {object} Case
 * @property {string} api the function, by its path in the catalogue
 * @property {string} name the package
 * @property {readonly string[]} versions the major versions in which it is called; package.json installs them as `rimraf-3`
 * @property {boolean} [fails] whether its work fails, since no server answers: then its promise rejects, whatever becomes of the callback
 * @property {(tools: Tools) => unknown} call calls the function with a callback
 */

const nobody = 'mongodb://127.0.0.1:1';

/** @type {readonly Case[]} */
export const cases = [
  { api: 'rimraf', name: 'rimraf', versions: ['3', '4', '5'], call: ({ module, folder, callback }) => module(join(folder, 'a'), callback) },
  { api: 'rimraf.rimraf', name: 'rimraf', versions: ['4', '5'], call: ({ module, folder, callback }) => module.rimraf(join(folder, 'a'), callback) },
  { api: 'glob', name: 'glob', versions: ['8', '9', '10'], call: ({ module, callback }) => module('*', callback) },
  { api: 'glob.glob', name: 'glob', versions: ['8', '9', '10'], call: ({ module, callback }) => module.glob('*', callback) },
  { api: 'mkdirp', name: 'mkdirp', versions: ['0', '1', '2', '3'], call: ({ module, folder, callback }) => module(join(folder, 'b/c'), callback) },
  { api: 'mkdirp.mkdirp', name: 'mkdirp', versions: ['0', '2', '3'], call: ({ module, folder, callback }) => module.mkdirp(join(folder, 'b/c'), callback) },
  {
    ...{ api: 'redis.createClient.get', name: 'redis', versions: ['3', '4'], fails: true },
    call: ({ module, callback }) => quiet(module.createClient({ host: '127.0.0.1', port: 1, url: 'redis://127.0.0.1:1', retry_strategy: () => new Error('refused') })).get('key', callback),
  },
  {
    ...{ api: 'mongodb.MongoClient.connect', name: 'mongodb', versions: ['4', '5'], fails: true },
    call: ({ module, callback }) => module.MongoClient.connect(nobody, { serverSelectionTimeoutMS: 100 }, callback),
  },
  {
    ...{ api: 'mongodb.MongoClient.db.collection.findOne', name: 'mongodb', versions: ['4', '5'], fails: true },
    call: ({ module, callback }) => new module.MongoClient(nobody, { serverSelectionTimeoutMS: 100 }).db('x').collection('y').findOne({}, callback),
  },
  { api: 'mongoose.connect', name: 'mongoose', versions: ['6', '7', '9'], call: ({ module, callback }) => module.connect(nobody, { serverSelectionTimeoutMS: 100 }, callback) },
  ...['find', 'findOne', 'countDocuments', 'deleteMany', 'create', 'insertMany'].map((method) => ({
    ...{ api: `mongoose.model.${method}`, name: 'mongoose', versions: ['6', '7', '9'] },
    call: ({ module, callback }) => modelOf(module)[method](method === 'insertMany' ? [] : {}, callback),
  })),
  ...['save', 'validate'].map((method) => ({
    ...{ api: `mongoose.model.${method}`, name: 'mongoose', versions: ['6', '7', '9'] },
    call: ({ module, callback }) => new (modelOf(module))({})[method](callback),
  })),
  { api: 'mongoose.model.find.exec', name: 'mongoose', versions: ['6', '7', '9'], call: ({ module, callback }) => modelOf(module).find({}).exec(callback) },
  { api: 'del', name: 'del', versions: ['1', '2'], call: ({ module, folder, callback }) => module([join(folder, '*.none')], callback) },
  { api: 'globby', name: 'globby', versions: ['2', '3'], call: ({ module, callback }) => module(['*'], callback) },
  { api: 'which', name: 'which', versions: ['2', '3'], call: ({ module, callback }) => module('node', callback) },
  { api: 'level.Level.put', name: 'level', versions: ['8', '9'], call: ({ module, folder, callback }) => new module.Level(join(folder, 'db')).put('key', '1', callback) },
  { api: 'memory-level.MemoryLevel.put', name: 'memory-level', versions: ['1', '2'], call: ({ module, callback }) => new module.MemoryLevel().put('key', '1', callback) },
  { api: 'classic-level.ClassicLevel.put', name: 'classic-level', versions: ['1', '2'], call: ({ module, folder, callback }) => new module.ClassicLevel(join(folder, 'db')).put('key', '1', callback) },
  {
    ...{ api: 'cache-manager.caching.get', name: 'cache-manager', versions: ['4', '5'] },
    call: async ({ module, callback }) => (await module.caching(module.caching.length === 1 ? { store: 'memory' } : 'memory')).get('key', callback),
  },
  { api: 'extract-zip', name: 'extract-zip', versions: ['1', '2'], call: ({ module, folder, callback }) => module(emptyZip(folder), { dir: folder }, callback) },
  { api: 'asar.createPackage', name: 'asar', versions: ['0', '1'], call: ({ module, folder, callback }) => module.createPackage(someFolder(folder), join(folder, 'x.asar'), callback) },
  { api: 'inquirer.prompt', name: 'inquirer', versions: ['0', '1'], call: ({ module, callback }) => module.prompt([], callback) },
  { api: 'svgo.optimize', name: 'svgo', versions: ['0', '1'], call: ({ module, callback }) => new module().optimize('<svg xmlns="http://www.w3.org/2000/svg"/>', callback) },
  { api: 'get-stdin', name: 'get-stdin', versions: ['4', '5'], call: ({ module, callback }) => module(callback) },
  { api: 'get-port', name: 'get-port', versions: ['1', '2'], call: ({ module, callback }) => module(callback) },
  { api: 'path-exists', name: 'path-exists', versions: ['1', '2'], call: ({ module, folder, callback }) => module(folder, callback) },
  { api: 'os-locale', name: 'os-locale', versions: ['1', '2'], call: ({ module, callback }) => module({ spawn: false }, callback) },
  { api: 'username', name: 'username', versions: ['1', '2'], call: ({ module, callback }) => module(callback) },
  {
    ...{ api: '@elastic/elasticsearch.Client.search', name: '@elastic/elasticsearch', versions: ['7', '8'] },
    call: async ({ module, callback }) => new module.Client({ node: await serve({ 'x-elastic-product': 'Elasticsearch' }) }).search({}, callback),
  },
  { api: 'wreck.get', name: 'wreck', versions: ['12', '13'], call: async ({ module, callback }) => module.get(await serve(), {}, callback) },
  { api: 'read', name: 'read', versions: ['1', '2', '3'], call: ({ module, callback }) => module({ input: Readable.from(['x\n']), output: sink(), prompt: '?' }, callback) },
  { api: 'read.read', name: 'read', versions: ['3'], call: ({ module, callback }) => module.read({ input: Readable.from(['x\n']), output: sink(), prompt: '?' }, callback) },
  { api: 'cmd-shim', name: 'cmd-shim', versions: ['3', '4'], call: ({ module, folder, callback }) => module(someFile(folder), join(folder, 'shim'), callback) },
  { api: 'conventional-recommended-bump', name: 'conventional-recommended-bump', versions: ['8', '9'], fails: true, call: ({ module, folder, callback }) => module({ whatBump: () => ({ level: 0 }), cwd: folder }, callback) },
  { api: 'git-semver-tags', name: 'git-semver-tags', versions: ['6', '7'], fails: true, call: ({ module, folder, callback }) => module({ cwd: folder }, callback) },
  { api: 'got', name: 'got', versions: ['5', '6'], call: async ({ module, callback }) => module(await serve(), callback) },
  { api: 'opn', name: 'opn', versions: ['3', '4'], call: ({ module, callback }) => module('x', { app: 'true' }, callback) },
];

/** The name by which package.json installs a major version of a package. */
export const installedName = (name, version) => `${name.replace(/^@.*\//, '')}-${version}`;

/** A model whose calls fail at once, since it is not connected. */
function modelOf(mongoose) {
  return mongoose.model('Thing', new mongoose.Schema({ a: String }, { bufferCommands: false, autoCreate: false, autoIndex: false }));
}

/** The address of a server on this machine that answers every request with an empty object. */
async function serve(headers = {}) {
  const server = createServer((request, response) => response.writeHead(200, { 'content-type': 'application/json', ...headers }).end('{}'));
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** A client whose failed connection throws no error. */
function quiet(client) {
  client.on('error', () => {});
  return client;
}

function sink() {
  return new Writable({ write: (chunk, encoding, done) => done() });
}

function someFile(folder) {
  writeFileSync(join(folder, 'file.js'), '#!/usr/bin/env node\n');
  return join(folder, 'file.js');
}

function someFolder(folder) {
  mkdirSync(join(folder, 'some'));
  writeFileSync(join(folder, 'some/package.json'), '{ "name": "some", "version": "1.0.0" }');
  return join(folder, 'some');
}

/** An archive without entries. */
function emptyZip(folder) {
  writeFileSync(join(folder, 'empty.zip'), Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'));
  return join(folder, 'empty.zip');
}
