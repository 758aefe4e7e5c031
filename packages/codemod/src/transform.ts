// The file that jscodeshift is given. In the published package it loads the bundle, whose parser finds the TypeScript of this package: as packages of
// their own, npm may put parser and detector where one of them is not found, for example beside a project's TypeScript 7.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

import type * as jscodeshift from './jscodeshift/transform.js';

const isCheckout = existsSync(new URL('../src', import.meta.url));
// Not `await import(...)`: jscodeshift requires this file, which does not work with a module that awaits.
const load = createRequire(import.meta.url);
const { default: transform } = load(isCheckout ? './jscodeshift/transform.js' : '../bundle/transform.js') as typeof jscodeshift;

export default transform;
