import { describe, expect, it } from 'vitest';

import { convert } from '../../test/memory-project.js';
import type { Outside } from './outside.js';

const body = `function (req, res, next) {
  fs.readFile(req.params.id, function (err, text) {
    if (err) return next(err);
    res.end(text);
  });
}`;
const head = "const fs = require('fs');\n";
const app = "const app = require('express')();\n";

/** Whether the handler of a file `mw.js` becomes `async`, with `main.js` beside it. */
async function isAsync(handler: string, main: string, { outside = {}, functions = false, express = '4.18.0' }: { outside?: Partial<Outside>; functions?: boolean; express?: string } = {}): Promise<boolean> {
  const files = { 'mw.js': head + handler.replace('HANDLER', body), 'main.js': main };
  const texts = await convert(files, outside, { functions, idiomatic: true, dependencies: { express, gulp: '4.0.0' } });
  return /async function \w*\(req, res, next\)/.test(texts['mw.js']!);
}

describe.each([['idiomatic', false], ['functions', true]])('a handler that another file passes to a framework, with %s', (_, functions) => {
  it.each<[what: string, handler: string, main: string]>([
    ['a module', 'module.exports = HANDLER;', `${app}app.use(require('./mw'));`],
    ['a member', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);`],
    ['a member of a list', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', [mw.show]);`],
    ['a member of an object', 'module.exports = { show: HANDLER };', `${app}const { show } = require('./mw');\napp.route('/').get(show);`],
    ['a chain', 'module.exports = { show: HANDLER };', `${app}const { show } = require('./mw');\napp.route('/').put(other).get(show);`],
    ['a declaration', 'module.exports = show;\nfunction show(req, res, next) {\n  fs.stat(req.params.id, function (err) {\n    if (err) return next(err);\n    next();\n  });\n}', `${app}app.use(require('./mw'));`],
    ['an import', 'export const show = HANDLER;', "import express from 'express';\nimport { show } from './mw.js';\nexpress().use(show);"],
    ['what a function returns', 'module.exports = function (options) {\n  return HANDLER;\n};', `${app}app.use(require('./mw')({ id: 1 }));`],
    ['what a function returns, in a variable', 'module.exports = function (options) {\n  const show = HANDLER;\n  return show;\n};', `${app}const show = require('./mw')({ id: 1 });\napp.get('/', show);\napp.get('/all', show);`],
    ['an application that is a parameter', "module.exports = function (app, options) {\n  app.get('/', HANDLER);\n};", `${app}require('./mw')(app, {});`],
    ['a route of it', "exports.init = (app) => {\n  app.route('/').put(other).get(HANDLER);\n};", `${app}require('./mw').init(app);`],
    ['a router that a function passes on', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\nfunction init(router) {\n  router.get('/', mw.show).post('/', mw.show);\n}\ninit(app);`],
    ['a user that passes it in its own file', "exports.show = HANDLER;\nrequire('express')().use(exports.show);", `${app}const mw = require('./mw');\napp.get('/', mw.show);`],
    ['two frameworks', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);\nrequire('connect')().use(mw.show);`],
  ])('becomes async: %s', async (_name, handler, main) => {
    expect(await isAsync(handler, main, { functions })).toBe(true);
  });

  it.each<[what: string, handler: string, main: string]>([
    ['nobody passes it', 'exports.show = HANDLER;', app],
    ['another user', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);\nkeep(mw.show);`],
    ['a user of the module', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);\nkeep(mw);`],
    ['a call', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);\nmw.show({}, {}, done);`],
    ['a user in its own file', 'exports.show = HANDLER;\nkeep(exports.show);', `${app}const mw = require('./mw');\napp.get('/', mw.show);`],
    ['another value of a returned function', 'module.exports = function (options) {\n  const show = HANDLER;\n  keep(show);\n  return show;\n};', `${app}app.use(require('./mw')({ id: 1 }));`],
    ['a computed name', 'exports.show = HANDLER;', `${app}const mw = require('./mw');\napp.get('/', mw.show);\nrequire('./' + name).show();`],
    ['a parameter that is given something else, too', "module.exports = function (app) {\n  app.get('/', HANDLER);\n};", `${app}require('./mw')(app);\nrequire('./mw')(other);`],
    ['a parameter that is assigned', "module.exports = function (app) {\n  app = wrap(app);\n  app.get('/', HANDLER);\n};", `${app}require('./mw')(app);`],
    ['a function with the parameter that is passed on', "module.exports = function (app) {\n  app.get('/', HANDLER);\n};", `${app}require('./mw')(app);\nkeep(require('./mw'));`],
    ['a function with the parameter that its file calls', "module.exports = function (app) {\n  app.get('/', HANDLER);\n};\nmodule.exports(other);", `${app}require('./mw')(app);`],
    ['a framework that is not known', 'exports.show = HANDLER;', "const app = require('app')();\nconst mw = require('./mw');\napp.get('/', mw.show);"],
  ])('stays as it is with %s', async (_name, handler, main) => {
    expect(await isAsync(handler, main, { functions })).toBe(false);
  });

  it('stays as it is where users of the package can load it', async () => {
    const main = `${app}app.use(require('./mw'));`;
    expect(await isAsync('module.exports = HANDLER;', main, { functions, outside: { isPublic: (file) => file === 'mw.js' } })).toBe(false);
    expect(await isAsync('module.exports = HANDLER;', main, { functions, outside: { uses: () => true } })).toBe(true);
  });
});

it('loses its callback only where no other user can be', async () => {
  const files = {
    'tasks.js': "const fs = require('fs');\nexports.clean = function (cb) {\n  fs.unlink('a', function (err) {\n    if (err) return cb(err);\n    cb();\n  });\n};\n",
    'gulpfile.js': "const gulp = require('gulp');\nconst tasks = require('./tasks');\ngulp.task('clean', tasks.clean);\n",
  };
  const options = { functions: true, dependencies: { gulp: '4.0.0' } };
  expect((await convert(files, {}, options))['tasks.js']).toContain('exports.clean = async function () {');
  expect((await convert(files, { uses: () => true }, options))['tasks.js']).not.toContain('exports.clean = async');
  expect((await convert(files, {}, { ...options, functions: false, idiomatic: true }))['tasks.js']).not.toContain('exports.clean = async');
});
