import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listCases } from '../../../../fixtures/cases.js';
import { frontPageFiles } from '../site/front-page-example.js';
import { readmeBlock } from '../site/readme.js';
import { repository } from '../site/repository.js';
import { type PlaygroundState, completeState } from './state.js';

/** Something to try in the playground. */
export interface Example {
  /** The heading below which it is listed. */
  readonly group: string;
  readonly name: string;
  readonly state: PlaygroundState;
}

declare const data: readonly Example[];
export { data };

// VitePress calls this when the site is built, and the page gets the result as `data`.
export default {
  watch: ['../../../../fixtures/**/input.*'],
  load(): readonly Example[] {
    return [...programs(), ...fixtures()];
  },
};

function programs(): readonly Example[] {
  const s3 = readFileSync(join(repository, 'packages/codemod/test/s3/program.js'), 'utf8');
  return [
    { group: 'Programs', name: 'a route of a web server', state: completeState({ files: [{ path: 'routes.js', text: readmeBlock('js before') }] }) },
    { group: 'Programs', name: 'whole functions over two files', state: completeState({ files: [...frontPageFiles()], tier: 'functions', promisify: 'native' }) },
    { group: 'Programs', name: 'a backup program for S3', state: completeState({ files: [{ path: 'program.js', text: s3 }] }) },
  ];
}

/** One fixture of each group and of each refusal: the shortest, which is the easiest to read. */
function fixtures(): readonly Example[] {
  const shortest = new Map<string, ReturnType<typeof listCases>[number]>();
  for (const fixture of listCases()) {
    // The playground has no manifest and no target.
    if ('dependencies' in fixture.options || 'target' in fixture.options) continue;
    const group = fixture.name.slice(0, fixture.name.lastIndexOf('/'));
    const known = shortest.get(group);
    if (!known || fixture.input.length < known.input.length) shortest.set(group, fixture);
  }
  return [...shortest].map(([group, { name, extension, input, options }]) => {
    const { functions, idiomatic, promisify } = options as { functions?: boolean; idiomatic?: boolean; promisify?: PlaygroundState['promisify'] };
    const isRefusal = group.startsWith('not-rewritten/');
    return {
      group: isRefusal ? 'Refused' : 'Rewritten and left',
      name: isRefusal ? group.slice('not-rewritten/'.length) : wordsOf(name),
      state: completeState({
        files: [{ path: `input${extension}`, text: input }],
        tier: functions ? 'functions' : idiomatic ? 'idiomatic' : 'exact',
        ...(promisify && { promisify }),
      }),
    };
  });
}

/** `error: forward an error` for `error/forward-an-error` */
function wordsOf(name: string): string {
  return name.replace('/', ': ').replaceAll('-', ' ');
}
