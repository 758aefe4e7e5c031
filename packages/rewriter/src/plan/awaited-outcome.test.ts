import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { rewrite } from '../index.js';

const dependencies = { restify: '11.0.0', mongoose: '8.0.0', gulp: '4.0.0', fastify: '5.0.0', webpack: '5.0.0', express: '4.0.0' };

function firstLine(register: string, parameters: string, body = `if (err) return ${parameters.split(', ').at(-1)}(err); ${parameters.split(', ').at(-1)}();`): string {
  const code = `const fs = require('fs');\nconst [app] = [0];\n${register.replace('FN', `function (${parameters}) {\n  fs.stat('a', function (err, info) { ${body} });\n}`)};\n`;
  const result = rewrite(parseSource(code, 'a.js'), (text) => parseSource(text, 'a.js'), { idiomatic: true, dependencies });
  expect(result.failure).toBeNull();
  return result.text.split('\n').find((line) => /function \((?!err)/.test(line)) ?? '';
}

describe('a function whose framework awaits a promise', () => {
  it.each([
    [`require('gulp').task('x', FN)`, 'cb', `require('gulp').task('x', async function () {`],
    [`new (require('mongoose').Schema)().pre('save', FN)`, 'next', `new (require('mongoose').Schema)().pre('save', async function () {`],
    [`new (require('mongoose').Schema)().post('save', FN)`, 'saved, next', `new (require('mongoose').Schema)().post('save', async function (saved) {`],
    [`require('restify').createServer().get('/', FN)`, 'req, res, next', `require('restify').createServer().get('/', async function (req, res) {`],
    [`require('fastify')().addHook('onRequest', FN)`, 'req, res, done', `require('fastify')().addHook('onRequest', async function (req, res) {`],
    [`require('fastify')().register(FN)`, 'instance, options, done', `require('fastify')().register(async function (instance, options) {`],
    [`app.hooks.emit.tapAsync('x', FN)`, 'compilation, done', `app.hooks.emit.tapPromise('x', async function (compilation) {`],
  ])('loses its callback: %s', (register, parameters, line) => {
    expect(firstLine(register, parameters)).toBe(line);
  });

  it.each([
    ['a parallel hook', `new (require('mongoose').Schema)().pre('save', true, FN)`, 'next'],
    ['a hook of init', `new (require('mongoose').Schema)().pre('init', FN)`, 'next'],
    ['a hook with more parameters', `new (require('mongoose').Schema)().pre('insertMany', FN)`, 'docs, next'],
    ['a handler of errors', `new (require('mongoose').Schema)().post('save', FN)`, 'err, saved, next'],
    ['a hook of another object', `app.pre('save', FN)`, 'next'],
    ['a hook of an object that is no hook of webpack', `app.tapAsync('x', FN)`, 'next'],
  ])('keeps its callback: %s', (_, register, parameters) => {
    expect(firstLine(register, parameters)).not.toContain('async');
  });

  it.each([['next(false)'], [`next('route')`], ['if (info) next()'], ['next(); later()']])('keeps its callback where it is completed otherwise: %s', (body) => {
    expect(firstLine(`require('restify').createServer().get('/', FN)`, 'req, res, next', body)).not.toContain('async');
  });
});

describe('a function that keeps its callback', () => {
  it.each([
    [`require('passport').use(new (require('passport-local').Strategy)(FN))`, 'name, password, done'],
    [`require('passport').serializeUser(FN)`, 'user, done'],
    [`require('multer')({ fileFilter: FN })`, 'req, file, cb'],
    [`require('socket.io')().use(FN)`, 'socket, next'],
    [`require('express')().use([FN])`, 'req, res, next'],
    [`app.on('load', FN)`, 'name, answer'],
  ])('becomes async: %s', (register, parameters) => {
    expect(firstLine(register, parameters)).toContain(`async function (${parameters}) {`);
  });
});
