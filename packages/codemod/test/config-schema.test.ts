import { readFileSync } from 'node:fs';

import { parseSettings } from '@uncallback/rewriter';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';

const jsonSchema = JSON.parse(readFileSync(new URL('../config.schema.json', import.meta.url), 'utf8')) as object;

it.each([
  { idiomatic: true, promisify: 'native', catalog: { 'my-db': ['query', { path: 'each', invoked: 'per-item', callback: 2, results: ['row'] }] }, ignore: ['vendor'] },
  { idiomatic: 'yes' },
  { catalogue: {} },
  { catalog: { 'my-db': [1] } },
  { catalog: { 'my-db': [{ path: 'a', timing: 'soon' }] } },
  { catalog: { 'my-db': [{ path: 'a', callback: 'first' }] } },
])('%j is right or wrong for an editor as it is for a run', (settings) => {
  const validate = new Ajv({ strict: false }).compile(jsonSchema);
  const parse = (): unknown => parseSettings(settings, 'a.json');
  if (validate(settings)) expect(parse()).toEqual(settings);
  else expect(parse).toThrow('a.json: ');
});
