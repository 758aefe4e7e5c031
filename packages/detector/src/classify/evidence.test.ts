import { describe, expect, it } from 'vitest';

import { sitesOf } from '../../test/sites.js';

describe('evidence and api', () => {
  it.each([
    ["const fs = require('node:fs'); fs.readFile(p, () => {})", 'catalog', 'fs.readFile'],
    ["const fs = require('fs-extra'); fs.readFile(p, () => {})", 'catalog', 'fs-extra.readFile'],
    ["const AWS = require('aws-sdk'); new AWS.S3().upload(o, () => {})", 'catalog', 'aws-sdk.S3.upload'],
    ['function load(cb) { cb(null) } load(function (err) { if (err) throw err })', 'definition', null],
    ['load(function (err) { if (err) throw err })', 'shape', null],
    ['load(function (err) {})', 'name', null],
  ])('%s', (code, evidence, api) => {
    expect(sitesOf(code).at(-1)).toMatchObject({ kind: 'error-first', evidence, api });
  });
});
