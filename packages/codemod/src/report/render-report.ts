import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { type Settings, keptReasons } from '@uncallback/rewriter';

import type { FileReport } from '../file-report.js';
import { edgeReasons } from '../output/function-words.js';
import { refusalWords } from '../output/refusal-words.js';
import { summarize } from '../output/summary.js';
import { packageFolder } from '../package-folder.js';
import { findPackage } from '../select/repository.js';
import { readVersion } from '../version.js';

/** The data of the report page of one run. */
export interface ReportInput {
  readonly mode: 'preview' | 'write' | 'scan';
  readonly reports: readonly FileReport[];
  /** The unified diffs of the files, by path. */
  readonly patches: ReadonlyMap<string, string>;
  /** The folder that the paths are relative to. */
  readonly cwd: string;
  readonly settings: Settings;
  /** When the run was made. */
  readonly date: Date;
  /** The path that the page will be written to: its links to the files are relative to it. */
  readonly target: string;
}

/**
 * Renders the HTML page of `--report`: totals, folders, nesting, refusals, and each file with its diff. The page is a single file
 * that loads nothing else.
 *
 * @throws where a part of the page is missing in the installed package
 */
export function renderReport({ mode, reports, patches, cwd, settings, date, target }: ReportInput): string {
  const files = reports
    .filter(({ sites, error, functions = [] }) => error !== null || functions.length > 0 || sites.some(isErrorFirst))
    .map(({ path, error, sites, excerpts, functions = [] }) => ({
      path,
      href: relative(dirname(target), resolve(cwd, path)).split(sep).map(encodeURIComponent).join('/'),
      error: error?.message ?? null,
      patch: patches.get(path) ?? null,
      functions: functions.map(({ line, name, form, reason, edgeReason, asyncName, users }) => ({ line, name, form, asyncName, users, why: reason === null ? (edgeReason && edgeReasons[edgeReason]) : keptReasons[reason] })),
      sites: sites.flatMap((site, index) =>
        isErrorFirst(site)
          ? [{ ...site, handling: site.errorHandling, excerpt: excerpts?.[index] ?? '' }]
          : [],
      ),
    }));
  const data = JSON.stringify({ mode, project: nameOfProject(cwd), date: date.toISOString(), tier: tierOf(settings), summary: summarize(reports), reasons: refusalWords, files });
  const parts: Readonly<Record<string, string>> = {
    style: readPart('page.css'),
    script: readPart('page.js'),
    version: readVersion(),
    // A `</script>` in the text of a file must not end the element that contains the data.
    data: data.replaceAll('<', '\\u003C'),
  };
  return readPart('page.html').replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

/** The name in the nearest `package.json`, or that of its folder; without one, that of the current folder. */
function nameOfProject(cwd: string): string {
  const root = findPackage(cwd);
  if (root === null) return basename(cwd);
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name?: string };
  return name ?? basename(root);
}

function tierOf({ functions, idiomatic }: Settings): string {
  return functions ? 'whole functions' : idiomatic ? 'idiomatic form' : 'exact form';
}

function isErrorFirst({ kind }: FileReport['sites'][number]): boolean {
  return kind === 'error-first';
}

function readPart(name: string): string {
  return readFileSync(new URL(`report/${name}`, packageFolder), 'utf8');
}
