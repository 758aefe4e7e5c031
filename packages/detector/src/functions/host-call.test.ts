import { expect, it } from 'vitest';

import { parse, nodeAt } from '../../test/nodes.js';
import { hostCallOf } from './host-call.js';

it.each<[code: string, path: string | null]>([
  ["const app = require('express')(); app.get('/', load);", 'express.get'],
  ["const app = require('express')(); app.get('/', [load, save]);", 'express.get'],
  ["const router = require('express').Router(); router.route('/').get(load);", 'express.Router.route.get'],
  ["const router = require('express').Router(); router.route('/').get(list).post(load);", 'express.Router.route.post'],
  ["const app = require('express')(); app.use(list).get('/', show).get('/all', load);", 'express.get'],
  ["const multer = require('multer'); multer({ fileFilter: load });", 'multer.fileFilter'],
  ["const { gulp } = require('gulp'); gulp.task('a', list).task('b', load);", 'gulp.gulp.task.task'],
  ["const app = require('./app'); app.get('/', load);", null],
  ["const app = require('express')(); app.get('/', load(options));", null],
  ['use = load;', null],
])('the framework that gets a function: %s', (code, path) => {
  const source = parse(code);
  expect(hostCallOf(source, nodeAt(source, 'load'))?.path ?? null).toBe(path);
});

it('lists the literals beside it, which may have the framework do something else', () => {
  const source = parse("const { Schema } = require('mongoose'); new Schema({}).pre('init', true, load);");
  expect(hostCallOf(source, nodeAt(source, 'load'))).toMatchObject({ path: 'mongoose.Schema.pre', literals: ['init', true] });
});
