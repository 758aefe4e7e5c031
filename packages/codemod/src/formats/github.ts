import type { FileReport } from '../file-report.js';
import { type Result, listResults } from './findings.js';

/**
 * Renders workflow commands (`::warning file=a.js,line=3::...`), which GitHub Actions shows at the lines of a pull request.
 * GitHub shows at most ten errors, ten warnings and ten notices of a step, so the most serious come first.
 */
export function renderGitHub(reports: readonly FileReport[]): string {
  const errors = reports.flatMap(({ path, error }) =>
    error === null ? [] : [renderCommand('error', { file: path, line: error.line, col: error.column }, error.message)],
  );
  const results = reports.flatMap(listResults);
  const ofLevel = (level: Result['level']) => results.filter((result) => result.level === level).map(renderResult);
  return [...errors, ...ofLevel('warning'), ...ofLevel('note')].join('');
}

function renderResult({ level, rule, path, place: { line, column }, message }: Result): string {
  const title = `uncallback: ${rule}`;
  return renderCommand(level === 'note' ? 'notice' : level, { file: path, line, col: column, title }, message);
}

function renderCommand(name: string, properties: Readonly<Record<string, string | number | null>>, message: string): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`],
  );
  return `::${name} ${given.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
