import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Log, ReportingDescriptor, Result, Region, Run } from 'sarif';

import type { FileReport } from '../file-report.js';
import { readVersion } from '../version.js';
import { type Result as Found, type ResultRule, listResults, resultRules } from './findings.js';

/**
 * Renders a SARIF 2.1.0 log: a result for each finding of a rule and each refusal, with the edits that rewrite its function if there are any. A file that
 * could not be processed is a notification of the run.
 */
export function renderSarif(reports: readonly FileReport[]): string {
  const version = readVersion();
  const rules = [...resultRules].map(([id, { sentence, hint }]): ReportingDescriptor => ({
    id,
    shortDescription: { text: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` },
    helpUri: helpUriOf(id, version),
    help: { text: hint },
    defaultConfiguration: { level: id.startsWith('refused-') || id === 'keeps-callback' ? 'note' : 'warning' },
  }));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const run: Run = {
    tool: { driver: { name: 'uncallback', version, semanticVersion: version, informationUri: 'https://www.npmjs.com/package/uncallback', rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: reports.every(({ error }) => error === null),
        toolExecutionNotifications: reports.flatMap(({ path, error }) =>
          error === null
            ? []
            : [
                {
                  level: 'error' as const,
                  message: { text: error.message },
                  locations: [renderLocation(path, error.line === null ? null : { startLine: error.line, startColumn: error.column ?? 1 })],
                },
              ],
        ),
      },
    ],
    results: reports.flatMap(listResults).map((found) => renderResult(found, indexes)),
  };
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function renderResult({ rule, level, path, place: { line, column, endLine, endColumn }, message, fix }: Found, indexes: ReadonlyMap<string, number>): Result {
  const region = { startLine: line, startColumn: column, ...(endLine !== undefined && endColumn !== undefined && { endLine, endColumn }) };
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level,
    message: { text: message },
    locations: [renderLocation(path, region)],
    ...(fix && {
      fixes: [
        {
          description: { text: 'Rewrite the function with `await`' },
          artifactChanges: [
            {
              artifactLocation: { uri: toUri(path) },
              replacements: fix.edits.map(({ line, column, endLine, endColumn, text }) => ({
                deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
                insertedContent: { text },
              })),
            },
          ],
        },
      ],
    }),
  };
}

function renderLocation(path: string, region: Region | null): { physicalLocation: object } {
  return { physicalLocation: { artifactLocation: { uri: toUri(path) }, ...(region && { region }) } };
}

/** The page about a rule of the linter, or the section about a refusal, as published with this version. */
function helpUriOf(rule: ResultRule, version: string): string {
  const docs = `https://unpkg.com/uncallback@${version}/docs/semantics.md`;
  if (rule === 'keeps-callback') return `${docs}#--functions`;
  if (rule.startsWith('refused-')) return `${docs}#${rule.slice('refused-'.length)}`;
  return `https://unpkg.com/eslint-plugin-uncallback@${version}/src/rules/${rule}.md`;
}

/** A path as a URI. Relative paths stay relative: CI systems resolve them against the root of the checkout. */
function toUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
