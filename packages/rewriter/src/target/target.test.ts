import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { Manifests, type ProjectFacts, type RewriteOptions, plansOf, rewrite } from '../index.js';

function rewritten(text: string, options: RewriteOptions = {}, path = 'a.js'): string {
  const parse = (each: string) => parseSource(each, path);
  const result = rewrite(parse(text), parse, options);
  expect(result.failure).toBeNull();
  return result.text;
}

const onNode = (node: string | null): RewriteOptions => ({ target: { node, ecmaScript: null } });

describe('syntax that a Node version of the project lacks is not used', () => {
  const ignoring = "const fs = require('fs');\nfunction f(p) {\n  fs.unlink(p, () => { log(p); });\n}\nmain(f);";
  const bridged = "const fs = require('fs');\nfunction f(p, cb) {\n  fs.stat(p, (err, s) => { if (err) return cb(err); cb(null, s.size); });\n}";
  const reading = "const fs = require('fs');\nfs.stat('a', (err, s) => { if (err) throw err; log(s); });";

  it.each<[string | null, string]>([
    [null, 'catch {'],
    ['*', 'catch {'],
    ['>=10', 'catch {'],
    ['^10.1 || >=12', 'catch {'],
    ['not a range', 'catch {'],
    ['>=8', 'catch (err) {'],
    ['8.x || 10.x', 'catch (err) {'],
    ['>=9.4 <11', 'catch (err) {'],
    ['>=0.10', 'catch (err) {'],
  ])('%s: %s', (node, expected) => {
    expect(rewritten(ignoring, onNode(node))).toContain(expected);
  });

  it.each<[string | null, boolean]>([
    [null, true],
    ['>=8.2', true],
    ['^8.9.0', true],
    ['>=8', false],
    ['>=7.6', false],
    ['8.0 - 8.1', false],
    // Node without `await` cannot run the output, which is then written for Node 8.2.
    ['>=6', true],
    ['>= 0.8', true],
  ])('%s: callbackify %j', (node, expected) => {
    expect(rewritten(bridged, { ...onNode(node), idiomatic: true }).includes('callbackify(')).toBe(expected);
  });

  it.each<[string | null, string]>([
    [null, 'await promisify('],
    ['>=8', 'await promisify('],
    ['>=6', 'await promisify('],
    ['>=7.6', 'await new Promise('],
    ['7.10.x', 'await new Promise('],
  ])('%s: %s', (node, expected) => {
    expect(rewritten(reading, onNode(node))).toContain(expected);
  });

  it.each<[string | null, string]>([
    [null, 'await fs.promises.stat('],
    ['>=14', 'await fs.promises.stat('],
    ['>=12', 'await fs.promises.stat('],
    ['>=10', 'await promisify('],
    ['>=8', 'await promisify('],
    ['>=4', 'await promisify('],
  ])('native, %s: %s', (node, expected) => {
    expect(rewritten(reading, { ...onNode(node), promisify: 'native' })).toContain(expected);
  });

  it.each<[string | null, string, string]>([
    ['>=14', "const { stat } = require('fs');\nstat(path, (err, value) => { if (err) throw err; console.log(value); });", 'await stat('],
    ['>=12', "const { stat } = require('fs');\nstat(path, (err, value) => { if (err) throw err; console.log(value); });", 'await promisify(stat)('],
    ['>=15', "const stream = require('stream');\nstream.pipeline(a, b, (err) => { if (err) throw err; console.log(1); });", 'await stream.promises.pipeline('],
    ['>=14', "const stream = require('stream');\nstream.pipeline(a, b, (err) => { if (err) throw err; console.log(1); });", 'await promisify(stream.pipeline)('],
  ])('native, %s: %s', (node, text, expected) => {
    expect(rewritten(text, { ...onNode(node), promisify: 'native' })).toContain(expected);
  });

  it.each([
    ['^4.9.5', 'promisify(db.get.bind(db)<Row>)'],
    ['>=4.7', 'promisify(db.get.bind(db)<Row>)'],
    ['latest', 'promisify(db.get.bind(db)<Row>)'],
    ['~4.6.2', 'new Promise<Row | undefined>('],
    ['3.x', 'new Promise<Row | undefined>('],
    ['>=3.8', 'new Promise<Row | undefined>('],
  ])('TypeScript %s: %s', (typescript, expected) => {
    const text = [
      'interface Row { id: string }',
      'interface Db { get<T>(id: string, done: (err: Error | null, row?: T) => void): void }',
      "export function show(db: Db) { db.get<Row>('a', (err, row) => { if (err) throw err; console.log(row!.id); }); }",
    ].join('\n');
    expect(rewritten(text, { dependencies: { typescript } }, 'a.ts')).toContain(expected);
  });

  it('TypeScript compiles `catch {}` for an old Node', () => {
    expect(rewritten(ignoring, onNode('>=8'), 'a.ts')).toContain('catch {');
    expect(rewritten(ignoring, { dependencies: { typescript: '2.4.x' } }, 'a.ts')).toContain('catch (err) {');
  });
});

describe('the test runner', () => {
  it.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ mocha: '^10.0.0' }, true],
    [{ mocha: '~1.18.0' }, true],
    [{ mocha: '*' }, true],
    [{ mocha: 'latest' }, true],
    [{ mocha: '1.4.x' }, false],
    [{ mocha: '~1.17.1' }, false],
    [{ mocha: '^1.10.0' }, false],
    [{ mocha: '1.x' }, false],
    [{ jasmine: '^2.6.0' }, false],
    [{ jasmine: '^3.0.0' }, true],
    [{ 'jasmine-node': '^1.14.5' }, false],
    [{ vitest: '^2.0.0' }, true],
  ])('%j: waits for a promise %j', (dependencies, expected) => {
    const text = "it('saves', function (done) {\n  db.save(1, function (err) {\n    if (err) return done(err);\n    db.load(1, function (err, row) {\n      if (err) return done(err);\n      check(row);\n      done();\n    });\n  });\n});";
    expect(rewritten(text, { dependencies }).includes('async function ()')).toBe(expected);
  });
});

describe('the global Promise', () => {
  const call = "\ndb.get('a', function (err, row) { if (err) throw err; log(row); });";
  const reasons = (text: string) => {
    const source = parseSource(text, 'a.js');
    return [...plansOf(rewrite(source, (each) => parseSource(each, 'a.js')).functions).values()].map((plan) => (plan.action === 'refuse' ? plan.reason : null));
  };

  it.each([
    'delete global.Promise;',
    "delete global['Promise'];",
    'globalThis.Promise = undefined;',
    'window.Promise = require("es6-promise");',
    'Promise = null;',
    'var original = Promise; global.Promise = Fake; run(); global.Promise = original;',
    "Object.defineProperty(globalThis, 'Promise', { value: Fake });",
    'Object.assign(global, { Promise: Fake });',
    'var root = typeof window === "object" ? window : global; root.Promise = Fake;',
    "sinon.stub(global, 'Promise');",
  ])('is deleted or replaced: %s', (text) => {
    expect(reasons(text + call)).toEqual(['replaced-promise']);
  });

  it.each([
    "var Promise = require('es6-promise').Promise;",
    'var Promise = global.Promise || require("lie");',
    'mongoose.Promise = global.Promise;',
    'exports.Promise = Promise;',
    'var self = this; self.Promise = Fake;',
    'if (global.Promise) log("there");',
    'var global = {}; delete global.Promise;',
  ])('is not replaced: %s', (text) => {
    expect(reasons(text + call)).toEqual([null]);
  });
});

describe('a file for browsers has no `util`', () => {
  const call = "\nexport function show() {\n  storage.load('a', (err, image) => {\n    if (err) throw err;\n    use(image);\n  });\n}\n";
  it.each<[string, string, boolean]>([
    ["import React from 'react';", 'a.js', true],
    ["import { h } from 'preact';", 'a.mjs', true],
    ["import { ref } from 'vue';", 'a.ts', true],
    ["const React = require('react');", 'a.js', true],
    ['export const view = <p>none</p>;', 'a.jsx', true],
    ['export const view = (): unknown => <p>none</p>;', 'a.tsx', true],
    ['window.start = show;', 'a.js', true],
    ['document.title = "a";', 'a.mjs', true],
    ["import React from 'react';\nimport fs from 'fs';", 'a.js', false],
    ["import { stat } from 'node:fs';\nglobal.document = {};", 'a.mjs', false],
    ["import { render } from './render';", 'a.js', false],
    ["import { window } from './window';\nwindow.open();", 'a.js', false],
  ])('%s (%s)', (head, path, expected) => {
    expect(rewritten(head + call, {}, path).includes('new Promise')).toBe(expected);
  });
});

describe('comments at the top of a file', () => {
  const statement = "export function show() {\n  db.find('a', (err, row) => {\n    if (err) throw err;\n    use(row);\n  });\n}\n";
  const line = (text: string): number => rewritten(text + statement).split('\n').findIndex((each) => each.includes("from 'util'"));

  it.each<[string, number]>([
    ['// @ts-nocheck\n', 1],
    ['/// <reference types="node" />\n', 1],
    ['// @flow\n// @ts-check\n', 2],
    ['/* eslint-env node, mocha */\n', 1],
    ['/** @jest-environment node */\n', 1],
    ['/* istanbul ignore file */\n', 1],
    ['/*! lib 1.0 */\n', 1],
    ['// Copyright 2015 somebody\n// License: MIT\n', 2],
    ["#!/usr/bin/env node\n'use strict';\n", 2],
    ['// tslint:disable:no-console\n', 1],
    // These are about the code below them.
    ['/** Shows a row. */\n', 0],
    ['// eslint-disable-next-line max-len\n', 0],
    ['// @ts-expect-error it is old\n', 0],
    ['/* istanbul ignore next */\n', 0],
  ])('%j: the import is in line %i', (head, expected) => {
    expect(line(head)).toBe(expected);
  });
});

describe('an exception in the evaluation of an argument', () => {
  it.each<[string, boolean]>([
    ['fs.unlink(o.other.name, () => { log(1); });', true],
    ['fs.unlink(o.name, () => { log(1); });', true],
    ['fs.unlink(nameOf(o), () => { log(1); });', true],
    ['fs.unlink(`${o}.bak`, () => { log(1); });', true],
    ['fs.unlink(missing, () => { log(1); });', true],
    ['fs.unlink(o["a"], (err) => { log(1); });', true],
    ['fs.unlink(new URL(o), () => { log(1); });', true],
    ['o.db.store.drop("a", (err) => { log(1); });', true],
    ['o.drop("a", (err) => { log(1); });', false],
    ['open().drop("a", (err) => { log(1); });', true],
    ['(0, fs.unlink)("a", () => { log(1); });', false],
    ['fs.unlink("a", () => { log(1); });', false],
    ['fs.unlink(o, () => { log(1); });', false],
    ['fs.mkdir("a", { recursive: !o }, () => { log(1); });', false],
    ['fs.unlink(__dirname + "/a", () => { log(1); });', false],
  ])('%s: may not be swallowed with the ignored error: %j', (call, expected) => {
    const text = rewritten(`const fs = require('fs');\nexports.f = function (o) {\n  ${call}\n};\n`);
    expect(text.includes('.catch(() => {})')).toBe(expected);
    expect(text.includes('} catch {')).toBe(!expected);
  });
});

describe('the files of a project', () => {
  const at = (files: Record<string, object | string>, path: string): ProjectFacts['target'] =>
    new Manifests((each) => {
      const file = files[each];
      return file === undefined ? null : typeof file === 'string' ? file : JSON.stringify(file);
    }).projectOf(path).target;

  it.each<[string, Record<string, object | string>, ProjectFacts['target']]>([
    ['engines', { '/p/package.json': { engines: { node: '>=6' } } }, { node: '>=6', ecmaScript: null }],
    ['the nearest engines', { '/p/package.json': { engines: { node: '>=6' } }, '/p/lib/package.json': { engines: { node: '>=12' } } }, { node: '>=12', ecmaScript: null }],
    ['the engines of a folder above', { '/p/package.json': { engines: { node: '>=6' } }, '/p/lib/package.json': { name: 'b' } }, { node: '>=6', ecmaScript: null }],
    ['engines that are no object', { '/p/package.json': { engines: ['node >= 0.6'] } }, { node: null, ecmaScript: null }],
    ['tsconfig', { '/p/tsconfig.json': '{\n  // old\n  "compilerOptions": { "target": "ES2017", /* x */ },\n}' }, { node: null, ecmaScript: 2017 }],
    ['tsconfig with an old target', { '/p/tsconfig.json': { compilerOptions: { target: 'es6' } } }, { node: null, ecmaScript: 2015 }],
    ['tsconfig with the newest target', { '/p/tsconfig.json': { compilerOptions: { target: 'ESNext' } } }, { node: null, ecmaScript: null }],
    ['tsconfig that extends another', { '/p/lib/tsconfig.json': { extends: '../tsconfig.base' }, '/p/lib/../tsconfig.base.json': { compilerOptions: { target: 'es5' } } }, { node: null, ecmaScript: 5 }],
    ['tsconfig that extends itself', { '/p/tsconfig.json': { extends: './tsconfig.json' } }, { node: null, ecmaScript: null }],
    ['Babel', { '/p/.babelrc': { presets: [['env', { targets: { node: '6.10' } }]] } }, { node: '>=6.10', ecmaScript: null }],
    ['Babel in the manifest', { '/p/package.json': { babel: { presets: [['@babel/env', { targets: { node: 8 } }]] } } }, { node: '>=8', ecmaScript: null }],
    ['Babel for the current Node', { '/p/babel.config.json': { targets: { node: 'current' } } }, { node: null, ecmaScript: null }],
  ])('%s', (_, files, expected) => {
    expect(at(files, '/p/lib/a.js')).toEqual(expected);
  });
});
