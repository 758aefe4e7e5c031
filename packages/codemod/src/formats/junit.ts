import type { FileReport } from '../file-report.js';
import { type Result, listResults } from './findings.js';

/**
 * Renders JUnit XML: a suite for each file and a test case for each error-first callback, and for each report of a rule that is about something
 * else. What a rule reports is a failure, a refused callback without one is skipped with its reason, and a file that could not be processed is
 * an error.
 */
export function renderJUnit(reports: readonly FileReport[]): string {
  const suites = reports.map(renderSuite);
  const sum = (name: keyof Counts) => suites.reduce((total, { counts }) => total + counts[name], 0);
  const counts = { tests: sum('tests'), failures: sum('failures'), skipped: sum('skipped'), errors: sum('errors') };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="uncallback"${renderAttributes(counts)}>\n`,
    ...suites.map(({ text }) => text),
    '</testsuites>\n',
  ].join('');
}

type Counts = Record<'tests' | 'failures' | 'skipped' | 'errors', number>;

function renderSuite(report: FileReport): { readonly text: string; readonly counts: Counts } {
  const { path, error, sites } = report;
  const counts: Counts = { tests: 0, failures: 0, skipped: 0, errors: 0 };
  const addCase = (name: string, body: string): string => {
    counts.tests += 1;
    const attributes = renderAttributes({ name, classname: path, file: path });
    return body === '' ? `    <testcase${attributes}/>\n` : `    <testcase${attributes}>${body}</testcase>\n`;
  };

  const results = listResults(report).filter(({ rule }) => rule !== 'keeps-callback');
  const addResults = (name: string, own: readonly Result[]): string => {
    const failures = own.filter(({ level }) => level === 'warning');
    const [skipped] = own;
    if (!skipped) return addCase(name, '');
    if (failures.length === 0) {
      counts.skipped += 1;
      return addCase(name, `<skipped${renderAttributes({ message: skipped.message })}/>`);
    }
    counts.failures += 1;
    return addCase(name, failures.map(({ rule, message, place }) => `<failure${renderAttributes({ type: rule, message })}>${escape(`${path}:${place.line}:${place.column}`)}</failure>`).join(''));
  };
  const cases = sites
    .filter(({ kind }) => kind === 'error-first')
    .map((site) => addResults(`${site.callee.line}:${site.callee.column} ${site.callee.name}`, results.filter((result) => result.site === site)));
  for (const result of results.filter(({ site }) => site === null)) cases.push(addResults(`${result.place.line}:${result.place.column} ${result.rule}`, [result]));
  if (error !== null) {
    counts.errors += 1;
    cases.push(addCase('file', `<error${renderAttributes({ message: error.message })}/>`));
  } else if (cases.length === 0) {
    cases.push(addCase('no error-first callback', ''));
  }
  return { text: `  <testsuite${renderAttributes({ name: path, ...counts })}>\n${cases.join('')}  </testsuite>\n`, counts };
}

function renderAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(String(value))}"`).join('');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    // XML 1.0 cannot represent these characters, not even escaped.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
}
