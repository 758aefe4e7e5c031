// Reads which functions of a project AWS Lambda calls, from the configuration of the Serverless Framework and of AWS SAM.

import type { ReadText } from './folder.js';

/** A function that AWS Lambda calls: the export `create` of `/app/src/users.js`, with the path without its extension. */
export interface LambdaHandler {
  readonly path: string;
  readonly name: string;
}

const configurations = ['serverless.yml', 'serverless.yaml', 'template.yml', 'template.yaml'] as const;

/** `handler: src/users.create` */
const handlerLine = /^[ \t-]*["']?[hH]andler["']?:[ \t]*["']?([\w@./-]+)\.([\w$]+)["']?[ \t]*(?:#.*)?\r?$/gm;
/** `CodeUri: src/`, the folder that the handlers of a SAM template are relative to. */
const codeUriLine = /^[ \t]*CodeUri:[ \t]*["']?([\w@./-]+?)\/?["']?[ \t]*(?:#.*)?\r?$/gm;

/**
 * The handlers that `serverless.yml` or `template.yaml` of a folder names. The files are read line by line: a handler that is put together from
 * variables, `${self:custom.path}.create`, or in another file is not found.
 */
export function lambdaHandlersIn(folder: string, read: ReadText): readonly LambdaHandler[] {
  return configurations.flatMap((name) => {
    const text = read(`${folder}/${name}`);
    if (text === null) return [];
    const bases = ['', ...[...text.matchAll(codeUriLine)].map(([, base = '']) => base)].map((base) => base.replace(/^\.?\/?/, ''));
    return [...text.matchAll(handlerLine)].flatMap(([, path = '', exported = '']) =>
      bases.map((base) => ({ path: [folder, base, path.replace(/^\.\//, '')].filter(Boolean).join('/'), name: exported })),
    );
  });
}
