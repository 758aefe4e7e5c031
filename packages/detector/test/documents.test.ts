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

it('docs/catalog.md is up to date (vitest -u writes it)', async () => {
  const text = `${note}

# The catalogue of functions that take callbacks

The known facts about functions of Node and of packages, from their documentation. A path is written without the \`()\` of calls
(\`createPool.query\` is \`createPool().query\`); \`*\` is any one member, \`**\` any sequence of members; the last name of a query
may follow up to four other calls (\`find.toArray\` is also \`find().sort().toArray()\`). [What the facts mean](../packages/detector/src/catalog/api-entry.ts).

A new function is one entry in the file of its module, \`packages/detector/src/catalog/modules/\`; a project adds its own by the key
[\`catalog\`](../packages/codemod/README.md#configuration).

## Functions

${renderModules([...modules.filter(({ name }) => name !== async.name), wholeAsync])}
## Hosts

Functions of frameworks that call functions of the project, with what they do with a returned promise. Entries of the modules
above may have this fact as well.

${renderModules(hosts)}`;
  await expect(text).toMatchFileSnapshot('../../../docs/catalog.md');
});

it('docs/vocabulary.md is up to date (vitest -u writes it)', async () => {
  const text = `${note}

# The vocabulary

What names mean by convention in code with callbacks. A name proves nothing: its role may withhold a rewrite, or let a callback count
as one of another kind, but never allows a rewrite.

\`is…\` is a name that starts with a word, \`…Callback\` one that ends in it, \`…error…\` one that contains it, in any case.

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
