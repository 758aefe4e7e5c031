import { fingerprintOfData } from '../cache/fingerprint.js';
import type { FileTask } from './tasks.js';

/** The fingerprints of what the result for a file depends on beside its task. */
export interface ResultInputs {
  readonly text: string;
  /** Of what is known of other files, see `fingerprintOfLinks`. */
  readonly links: string;
  /** Of the facts about the project, see `projectOf`. */
  readonly facts: string;
}

/** The parts of a task that say what is asked about a text. Whether the answer is written, shown or recorded is not among them. */
export type Question = Pick<FileTask, 'path' | 'named' | 'mode' | 'kinds' | 'settings' | 'only' | 'selected' | 'rules' | 'fixes' | 'excerpts' | 'testFailed'>;

/**
 * The key of the outcome for a file: two tasks have the same one only if everything is equal that the outcome may depend on.
 *
 * @param identity that of the program
 */
export function resultKeyOf(identity: string, { path, named, mode, kinds, settings, only, selected, rules, fixes, excerpts, testFailed }: Question, inputs: ResultInputs): string {
  // Which files are left out is decided before.
  const own = { ...settings, ignore: undefined };
  return fingerprintOfData(['result', identity, path, named, mode === 'scan', kinds, own, only, selected, rules, fixes, excerpts, testFailed, inputs.text, inputs.links, inputs.facts]);
}

/** The fingerprint of what is known of other files. */
export function fingerprintOfLinks({ imported, conversions }: Pick<FileTask, 'imported' | 'conversions'>): string {
  return joinLinks(fingerprintOfData(imported), conversions);
}

/** The same fingerprint, for a caller that already has the fingerprint of the functions of other files. */
export function joinLinks(imported: string, conversions: FileTask['conversions']): string {
  return fingerprintOfData([imported, conversions]);
}
