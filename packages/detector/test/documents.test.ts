import { expect, it } from 'vitest';

import { hosts } from '../src/catalog/hosts.js';
import { modules } from '../src/catalog/modules.js';
import { async, asyncQueues } from '../src/catalog/modules/async.js';
import { effectRoles } from '../src/vocabulary/roles/effects.js';
import { invocationRoles } from '../src/vocabulary/roles/invocation.js';
import { languageRoles } from '../src/vocabulary/roles/language.js';
import { parameterRoles } from '../src/vocabulary/roles/parameters.js';
import { renderModules } from './documents/render-catalog.js';
import { renderRoles } from './documents/render-vocabulary.js';

const wholeAsync = { ...async, entries: [...async.entries, ...asyncQueues.filter(({ name }) => name === async.name).flatMap(({ entries }) => entries)] };
const note = '<!-- Written by packages/detector/test/documents.test.ts: `vitest -u` writes it anew. -->';

it('the catalogue is printed (vitest -u writes it anew)', async () => {
  const text = `${note}

# The catalogue of functions that take callbacks

What is known of functions of Node and of packages, from their documentation. A path leaves calls out (\`createPool.query\` is
\`createPool().query\`); \`*\` is any member, \`**\` any members in a row; up to four calls may stand in front of the last name of
a query (\`find.toArray\` is \`find().sort().toArray()\`, too). [What the facts mean](../packages/detector/src/catalog/api-entry.ts).

A new function is one entry in the file of its module, \`packages/detector/src/catalog/modules/\`; a project adds its own by the key
[\`catalog\`](../packages/codemod/README.md#configuration).

## Functions

${renderModules([...modules.filter(({ name }) => name !== async.name), wholeAsync])}
## Hosts

Functions that call a function of the project, and what becomes of a promise that it returns. Functions of the modules above may
say so, too.

${renderModules(hosts)}`;
  await expect(text).toMatchFileSnapshot('../../../docs/catalog.md');
});

it('the vocabulary is printed (vitest -u writes it anew)', async () => {
  const text = `${note}

# The vocabulary

What names mean by convention in code with callbacks. A name proves nothing: because of its role a rewrite may be withheld, or a
callback be held to be of another kind, but no rewrite is made because of a name.

\`is…\` is a name that starts with a word, \`…Callback\` one that ends in it, \`…error…\` one that has it anywhere, in capitals or not.

## Parameters and variables

${renderRoles(parameterRoles)}
## Functions, by when and how often they call

${renderRoles(invocationRoles)}
## Functions and objects, by what they do

${renderRoles(effectRoles)}
## Names of the language, its runtimes and tools

${renderRoles(languageRoles)}`;
  await expect(text).toMatchFileSnapshot('../../../docs/vocabulary.md');
});
