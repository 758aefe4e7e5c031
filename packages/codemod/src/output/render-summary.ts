import { refusals, type RefusalCode } from '@uncallback/rewriter';

import type { Command } from '../command-line/arguments.js';
import type { Paint } from './color.js';
import type { FileReport, SiteReport } from '../file-report.js';
import type { LeftOut } from '../select/left-out.js';
import { type Summary, summarize } from './summary.js';

const shownUncheckedErrors = 10;

/** Renders the summary that ends a run: counts, the reasons of refusals, unchecked errors, what to do next. */
export function renderSummary(
  reports: readonly FileReport[],
  leftOut: readonly LeftOut[],
  mode: Command['mode'],
  paint: Paint,
): string {
  const summary = summarize(reports);
  const lines = [
    '',
    ...renderCounts(summary, mode, paint),
    ...renderRefusals(summary, paint),
    ...renderUncheckedErrors(reports, paint),
    ...renderLeftOut(leftOut),
  ];
  if (mode === 'preview' && summary.rewrittenFiles > 0) lines.push('Nothing is changed yet: --write rewrites in place.');
  return lines.map((line) => `${line}\n`).join('');
}

function renderCounts(summary: Summary, mode: Command['mode'], paint: Paint): string[] {
  const { files, rewrittenFiles, sites, rewritten, refused, errors } = summary;
  const [done, changed] = mode === 'write' ? ['rewritten', 'changed'] : ['can be rewritten', 'to change'];
  return [
    `${count(files, 'file')}, ${paint('bold', `${rewrittenFiles} ${changed}`)}${errors > 0 ? `, ${paint('red', count(errors, 'error'))}` : ''}`,
    `${count(sites, 'error-first callback')}: ${paint('green', `${rewritten} ${done}`)}, ${paint('yellow', `${refused} refused`)}`,
  ];
}

function renderRefusals(summary: Summary, paint: Paint): string[] {
  return Object.entries(summary.refusals).flatMap(([code, times]) => {
    const { sentence, hint } = refusals[code as RefusalCode];
    return [`${String(times).padStart(6)}  ${paint('yellow', code)}: ${sentence}`, paint('dim', `        ${hint}`)];
  });
}

function renderUncheckedErrors(reports: readonly FileReport[], paint: Paint): string[] {
  const unchecked = reports.flatMap((report) =>
    report.sites.filter((site) => site.errorHandling === 'unchecked').map((site) => ({ path: report.path, site })),
  );
  if (unchecked.length === 0) return [];
  const hidden = unchecked.length - shownUncheckedErrors;
  return [
    `${count(unchecked.length, 'callback')} found on the way that never ${unchecked.length === 1 ? 'checks its' : 'check their'} error:`,
    ...unchecked
      .slice(0, shownUncheckedErrors)
      .map(({ path, site }) => `        ${renderPlace(path, site)}${site.api === null ? '' : `  ${paint('dim', site.api)}`}`),
    ...(hidden > 0 ? [`        and ${hidden} more, which --scan lists`] : []),
  ];
}

function renderLeftOut(leftOut: readonly LeftOut[]): string[] {
  const minified = leftOut.filter((each) => each === 'minified').length;
  const generated = leftOut.length - minified;
  const parts = [minified > 0 ? `${minified} minified` : '', generated > 0 ? `${generated} generated` : ''];
  return leftOut.length === 0 ? [] : [`${count(leftOut.length, 'file')} left out: ${parts.filter(Boolean).join(', ')}`];
}

function renderPlace(path: string, site: SiteReport): string {
  return `${path}:${site.line}:${site.column}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Renders what `--scan` prints of one file: a line per callback. */
export function renderSites(report: FileReport, paint: Paint): string {
  return report.sites
    .map((site) => {
      const facts = [site.kind, site.api, `depth ${site.depth}`, site.errorHandling, renderPlan(site, paint)];
      return `${renderPlace(report.path, site)}  ${facts.filter((fact) => fact !== null).join('  ')}\n`;
    })
    .join('');
}

function renderPlan(site: SiteReport, paint: Paint): string | null {
  if (site.plan === null) return null;
  return site.reason === null ? paint('green', 'rewrite') : paint('yellow', `refused: ${site.reason}`);
}
