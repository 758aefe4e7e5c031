import type { FileReport } from '../file-report.js';
import { listFindings } from './findings.js';

/**
 * Renders JUnit XML: a suite for each file and a test case for each error-first callback. A callback that can be rewritten is
 * a failure, a refused one is skipped with its reason, and a file that could not be processed is an error.
 *
 * @param isWritten as for `listFindings`
 */
export function renderJUnit(reports: readonly FileReport[], isWritten: boolean): string {
  const suites = reports.map((report) => renderSuite(report, isWritten));
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

function renderSuite(report: FileReport, isWritten: boolean): { readonly text: string; readonly counts: Counts } {
  const { path, error, sites } = report;
  const counts: Counts = { tests: 0, failures: 0, skipped: 0, errors: 0 };
  const addCase = (name: string, body: string): string => {
    counts.tests += 1;
    const attributes = renderAttributes({ name, classname: path, file: path });
    return body === '' ? `    <testcase${attributes}/>\n` : `    <testcase${attributes}>${body}</testcase>\n`;
  };

  const findings = listFindings(report, isWritten).filter(({ rule }) => rule !== 'unchecked-error');
  const cases = sites
    .filter(({ kind }) => kind === 'error-first')
    .map((site) => {
      const name = `${site.line}:${site.column} ${site.api ?? 'callback'}`;
      const finding = findings.find((each) => each.site === site);
      if (!finding) return addCase(name, '');
      const isRefused = finding.rule !== 'can-be-rewritten';
      counts[isRefused ? 'skipped' : 'failures'] += 1;
      const attributes = renderAttributes({ ...(!isRefused && { type: finding.rule }), message: finding.message });
      return addCase(name, isRefused ? `<skipped${attributes}/>` : `<failure${attributes}>${escape(`${path}:${site.line}:${site.column}`)}</failure>`);
    });
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
