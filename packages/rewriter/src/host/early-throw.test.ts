import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { rewrite } from '../index.js';

const load = `fs.stat(name, function (err, info) {\n    if (err) return res.end('none');\n    res.json(info);\n  });`;

function rewritten(handler: string, idiomatic: boolean): string {
  const code = `const fs = require('fs');\nconst app = require('express')();\n${handler.replace('LOAD', load)}\n`;
  const result = rewrite(parseSource(code, 'a.js'), (text) => parseSource(text, 'a.js'), { idiomatic, dependencies: { express: '4.0.0' } });
  expect(result.failure).toBeNull();
  return result.text;
}

describe.each([['exact', false], ['idiomatic', true]])('what a handler throws before it returns, %s', (_, idiomatic) => {
  it.each([
    `app.get('/', function (req, res) {\n  const name = req.user.name;\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  const name = nameOf(req);\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  const { name } = req.body;\n  LOAD\n});`,
    `app.get('/', function (req, res, next) {\n  const { name } = req.body;\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  if (!req.query.name) throw new Error('no name');\n  const name = 'a' + req.query.name;\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  const name = req.query.name;\n  if (name) {\n    LOAD\n  } else {\n    show(req);\n  }\n});`,
  ])('goes to the callback of the handler that the framework gets: %s', (handler) => {
    const text = rewritten(handler, idiomatic);
    expect(text).toContain('async function (req, res, next)');
    expect(text).toMatch(/\btry \{[^]*\} catch \(err\) \{\n +return next\(err\);\n/);
  });

  it.each([
    `app.get('/', function (req, res) {\n  const next = nameOf(req), name = next;\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  const name = arguments[0].user.name;\n  LOAD\n});`,
    `app.get('/', function (req, res) {\n  const name = req.query.name;\n  if (isKnown(name)) {\n    LOAD\n  }\n});`,
    `app.get('/', function (req, res) {\n  const name = nameOf(req);\n  function nameOf() {}\n  LOAD\n  nameOf(req);\n});`,
    `exports.show = function (req, res) {\n  const name = req.body.user.name;\n  LOAD\n};`,
    `exports.setup = function (server) {\n  server.get('/', function (request, res) {\n    const name = request.body.user.name;\n    LOAD\n  });\n};`,
  ])('stays where the framework catches it: %s', (handler) => {
    expect(rewritten(handler, idiomatic)).not.toContain('async function');
  });

  it.each([
    `app.get('/', function (req, res) {\n  const name = req.params.name;\n  LOAD\n});`,
    `exports.show = function (req, res) {\n  const name = req.query.name;\n  res.type('json');\n  LOAD\n};`,
    `require('http').createServer(function (req, res) {\n  const name = nameOf(req);\n  LOAD\n});`,
    `emitter.on('request', function (event, res) {\n  const name = nameOf(event);\n  LOAD\n});`,
  ])('becomes a rejection where nothing can be thrown, or nobody catches it: %s', (handler) => {
    expect(rewritten(handler, idiomatic)).toContain('async function');
  });
});
