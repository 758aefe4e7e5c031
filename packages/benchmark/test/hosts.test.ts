import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { hostCases } from '../hosts/cases.js';
import { checkHost } from '../hosts/check-host.js';

/** The cases whose packages are installed here, under these names. `node packages/benchmark/hosts/run.js` installs those of the others, and runs all. */
const installed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'express 4': { express: 'express' },
  'express 5': { express: 'express-5' },
  'express 4, project': { express: 'express' },
  connect: { connect: 'connect' },
  'fastify 5': { fastify: 'fastify' },
  'mongoose 6': { mongoose: 'mongoose-6' },
  'mongoose 7': { mongoose: 'mongoose-7' },
  'webpack 5': { webpack: 'webpack-5' },
  'async 2': { async: 'async2' },
  'azure functions': {},
  'google cloud functions': {},
};

describe('functions that frameworks call', () => {
  it.each(Object.entries(installed))('behave as before with %s', { timeout: 120_000 }, async (name, packages) => {
    const host = hostCases.find((each) => each.name === name)!;
    const folders = Object.fromEntries(Object.entries(packages).map(([module, folder]) => [module, fileURLToPath(new URL(`../node_modules/${folder}`, import.meta.url))]));
    for (const { tier, problem } of await checkHost(host, folders)) expect.soft(problem, tier).toBeNull();
  });
});
