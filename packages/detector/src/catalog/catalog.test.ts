import { readFileSync } from 'node:fs';

import { detectCallbacks, lookupApi, lookupCaller } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { renderNodeCatalog } from '../../scripts/generate-node-catalog.js';
import { hosts } from './hosts.js';
import { modules } from './modules.js';

it('contains in node.ts what the script generates', () => {
  const written = readFileSync(new URL('./node.ts', import.meta.url), 'utf8');
  expect(renderNodeCatalog()).toBe(written);
});

it.each([
  ['fs.readFile', { kind: 'error-first', results: ['data'], promisified: 'first', nodeCore: true, variant: 'fs.promises.readFile', returns: 'nothing' }],
  ['fs.unlink', { kind: 'error-first', results: [], promisified: 'none', nodeCore: true, timing: 'later', needsReceiver: false }],
  ['fs.read', { results: ['bytesRead', 'buffer'], promisified: ['bytesRead', 'buffer'], nodeCore: true }],
  ['fs-extra.readFile', { results: ['data'], promisified: 'first', nodeCore: false, followsNodeContract: true }],
  ['mz/fs.unlink', { results: [], promisified: 'none', nodeCore: false }],
  ['mysql.createPool.query', { kind: 'error-first', results: [], promisified: 'first', nodeCore: false, returns: 'handle' }],
  ['express.Router.get', { kind: 'request-handler', caller: 'awaits' }],
  ['lodash.each', { kind: 'iteration' }],
  ['lodash-es.map', { kind: 'iteration' }],
  ['http.get', { kind: 'other' }],
  ['net.Server.close', { kind: 'error-first', optional: true, severity: 'strict', fails: 'fails only if the server was not open' }],
  ['fs.Dir.read', { kind: 'error-first', results: ['dirEnt'] }],
  ['http.createServer', { kind: 'request-handler' }],
  ['async.queue.push', { kind: 'error-first', invoked: 'per-item', items: 0 }],
  ['neo-async.cargo.unshift', { invoked: 'per-item', items: 0 }],
  ['async.queue.drain', { kind: 'event-listener' }],
  ['rimraf', { kind: 'error-first', callbackUntil: '<4' }],
  ['aws-sdk.S3.getObject', { returns: 'handle' }],
])('knows %s', (api, facts) => {
  expect(lookupApi(api)).toMatchObject(facts);
});

it.each([
  ['child_process.exec', ['stdout', 'stderr']],
  ['child_process.execFile', ['stdout', 'stderr']],
  ['dns.lookup', ['address', 'family']],
  ['dns.lookupService', ['hostname', 'service']],
  ['crypto.generateKeyPair', ['publicKey', 'privateKey']],
  ['fs.write', ['bytesWritten', 'buffer']],
])('knows that promisified %s resolves to an object', (api, keys) => {
  expect(lookupApi(api)?.promisified).toEqual(keys);
});

it.each(['fs.readFileSync', 'aws-sdk.S3.on', 'lodash.clone', 'lodash', 'process.on', 'readFile', '', 'constructor', 'toString.name'])(
  'does not know %j',
  (api) => {
    expect(lookupApi(api)).toBeNull();
  },
);

it.each([
  ['fastify.get', {}, 'awaits'],
  ['express.use', {}, 'awaits'],
  ['express.use', { express: '^4.17.0' }, 'ignores'],
  ['restify.createServer.get', { restify: '8.6.1' }, 'ignores'],
  ['mocha.it', { mocha: '~1.17.0' }, 'ignores'],
  ['mocha.it', { mocha: 'github:mochajs/mocha' }, null],
  ['async.eachSeries', { async: '^3.0.0' }, 'awaits'],
  ['async.eachSeries', { async: '^2.0.0' }, null],
  ['fs.readFile', {}, null],
])('knows what %s does with a promise, with %j: %j', (api, dependencies, caller) => {
  expect(lookupCaller(api, { dependencies })).toBe(caller);
});

it('says of each optional callback of Node when its function fails', () => {
  // A connection that cannot be made, a command that is refused: nothing that has to be said.
  const plain = ['http.Agent.createConnection', 'inspector.Session.post'];
  const optional = modules.flatMap(({ name, isNodeCore, entries }) => (isNodeCore ? entries.filter((entry) => entry.optional).map((entry) => ({ api: `${name}.${entry.path}`, ...entry })) : []));
  expect(optional.length).toBeGreaterThan(10);
  expect(optional.filter(({ fails, severity }) => !fails || severity !== 'strict').map(({ api }) => api)).toEqual(plain);
});

it('names the address of the documentation of every module', () => {
  for (const { name, documentation } of [...modules, ...hosts]) expect(documentation, name).toMatch(/^https?:\/\/\S+$/);
});

it('names the address where each removal of a callback is stated', () => {
  const removing = modules.flatMap(({ name, entries }) => entries.filter(({ callbackUntil }) => callbackUntil !== undefined).map(({ removal }) => [name, removal] as const));
  expect(removing.length).toBeGreaterThan(0);
  for (const [name, removal] of removing) expect(removal, name).toMatch(/^https:\/\/\S+$/);
});

it.each([
  ['rimraf', { rimraf: '5.0.1' }, { name: 'rimraf', version: '5.0.1', effect: 'thrown', movedTo: 'rimraf' }],
  ['rimraf', { rimraf: '^4.0.0' }, { name: 'rimraf', version: '^4.0.0', effect: 'rejected', movedTo: null }],
  ['rimraf', { rimraf: '^3.0.0' }, null],
  ['rimraf', { rimraf: '>=3' }, null],
  ['rimraf', { rimraf: 'npm:del@2' }, null],
  ['rimraf', {}, null],
  ['glob', { glob: '9.0.0-0' }, null],
  ['mongoose.model.find', { mongoose: '^8.0.0' }, { name: 'mongoose', version: '^8.0.0', effect: 'thrown', movedTo: null }],
])('knows whether the callback of %s is removed in %j', (api, dependencies, removed) => {
  expect(lookupApi(api, { dependencies })?.removed).toEqual(removed);
});

describe('a catalogue of the user', () => {
  const code = `const db = require('my-db'); db.query('a', (x, y) => use(y)); new db.Client().find((x) => 1); db.other((x) => 1);`;
  const catalog = { 'my-db': ['query', 'Client.find'] };

  it('adds error-first functions', () => {
    const source = parseSource(code, 'snippet.js');
    const kinds = detectCallbacks(source, { catalog }).map(({ kind, evidence, api }) => [kind, evidence, api]);
    expect(kinds).toEqual([
      ['error-first', 'catalog', 'my-db.query'],
      ['error-first', 'catalog', 'my-db.Client.find'],
      ['other', 'name', null],
    ]);
  });

  it('is not mixed up with other catalogues in the cache', () => {
    const source = parseSource(code, 'snippet.js');
    const without = detectCallbacks(source);
    expect(without.map(({ kind }) => kind)).toEqual(['other', 'iteration', 'other']);
    expect(detectCallbacks(source, { catalog: { ...catalog } })).toBe(detectCallbacks(source, { catalog }));
    expect(detectCallbacks(source)).toBe(without);
  });
});
