import type { LeftOut } from '@uncallback/project-files';

import type { Command } from '../command-line/arguments.js';
import type { FileReport } from '../file-report.js';
import { formats } from '../formats/formats.js';
import type { Paint } from './color.js';
import { renderColoredPatch } from './color-patch.js';
import { renderJsonDocument, renderJsonLine, renderJsonSummaryLine } from './json-document.js';
import { renderSites } from './render-sites.js';
import { renderSummary } from './render-summary.js';

/** What a run prints to stdout. */
export interface Output {
  /** Receives one file at a time, in the order of the paths, with the diff of its rewrite if there is one. */
  readonly file: (report: FileReport, patch: string | null) => void;
  /** Receives, at the end of the run, all reports in the order of their paths and the files that were left out. */
  readonly end: (reports: readonly FileReport[], leftOut: readonly LeftOut[]) => void;
}

/** Where the output is printed to, with the colours and the width there. */
export interface OutputPlace {
  readonly print: (text: string) => void;
  readonly paint: Paint;
  readonly columns: number;
}

/** Creates the output that the command's flags ask for: text, `--json`, `--json-lines` or `--format`. */
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
      return { file: () => undefined, end: (reports) => print(render(reports)) };
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
