import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import type { GenericSchema } from 'valibot';

import { schema } from '../src/settings/settings.js';

/** Values of each type: a schema that depends on the value is any of those that these lead to. */
const samples = ['', 0, [], {}];

function toSchema(settings: GenericSchema): object {
  return toJsonSchema(settings, {
    target: 'draft-07',
    errorMode: 'ignore',
    overrideSchema({ valibotSchema }) {
      if (valibotSchema.type !== 'lazy') return undefined;
      const { getter } = valibotSchema as unknown as { readonly getter: (value: unknown) => GenericSchema };
      const choices = samples.map((value) => JSON.stringify(toSchema(getter(value))));
      return { anyOf: [...new Set(choices)].map((choice) => JSON.parse(choice) as object) };
    },
  });
}

function makeSchema(): { readonly properties: object } {
  const { properties, ...rest } = JSON.parse(JSON.stringify(toSchema(schema), (key, value: unknown) => (key === '$schema' || key === '$defs' ? undefined : value))) as { readonly properties: object };
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'The configuration of uncallback', ...rest, properties: { $schema: { type: 'string' }, ...properties } } as { readonly properties: object };
}

it('the JSON schema of uncallback.config.json is that of the settings', async () => {
  await expect(`${JSON.stringify(makeSchema(), null, 2)}\n`).toMatchFileSnapshot('../../codemod/config.schema.json');
});
