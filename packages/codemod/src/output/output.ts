import type { Command } from '../command-line/arguments.js';
import type { FileReport } from '../file-report.js';
import { formats } from '../formats/formats.js';
import type { LeftOut } from '../select/left-out.js';
import type { Paint } from './color.js';
import { renderJsonDocument, renderJsonLine, renderJsonSummaryLine } from './json-document.js';
import { renderColoredPatch } from './render-patch.js';
import { renderSites } from './render-sites.js';
import { renderSummary } from './render-summary.js';

/** What goes to stdout in the course of a run. */
export interface Output {
  /** Takes one file, in the order of the paths. */
  readonly file: (report: FileReport, patch: string | null) => void;
  /** Takes the end: all reports in the order of their paths. */
  readonly end: (reports: readonly FileReport[], leftOut: readonly LeftOut[]) => void;
}

/** Where an output goes, and how it may look there. */
export interface OutputPlace {
  readonly print: (text: string) => void;
  readonly paint: Paint;
  readonly columns: number;
}

/** Chooses the output that the command asks for. */
export function createOutput(command: Command, place: OutputPlace): Output {
  const { print } = place;
  switch (command.output) {
    case 'json':
      return { file: () => undefined, end: (reports) => print(renderJsonDocument(reports)) };
    case 'json-lines':
      return { file: (report) => print(renderJsonLine(report)), end: (reports) => print(renderJsonSummaryLine(reports)) };
    case 'github':
    case 'junit':
    case 'sarif': {
      const render = formats[command.output];
      return { file: () => undefined, end: (reports) => print(render(reports, command.mode === 'write')) };
    }
    case 'text':
      return command.detail === 'quiet' ? { file: () => undefined, end: () => undefined } : createTextOutput(command, place);
  }
}

function createTextOutput({ mode, detail }: Command, { print, paint, columns }: OutputPlace): Output {
  const verbose = detail === 'verbose';
  return {
    file(report, patch) {
      if (mode === 'scan') print(renderSites(report, paint, verbose));
      else if (mode === 'preview' && patch !== null) print(renderColoredPatch(patch, paint));
      else if (mode === 'write' && report.status === 'rewritten') print(`${report.path}\n`);
      else if (verbose && report.status === 'unchanged') print(paint('dim', `${report.path}: nothing to change\n`));
    },
    end(reports, leftOut) {
      print(renderSummary(reports, leftOut, { mode, paint, columns, verbose }));
    },
  };
}
