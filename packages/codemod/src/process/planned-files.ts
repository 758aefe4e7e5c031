import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConversionOutcome } from '@uncallback/project';

import { fingerprintOfData } from '../cache/fingerprint.js';
import { PackWriter } from '../cache/pack.js';
import type { LinkedPlanTask, ReadProject } from '../project/read-project.js';
import type { FileResult, UnlinkedTask } from './tasks.js';

/**
 * The files that were processed to find out which functions change with their users in other files. Their results wait in a temporary file until
 * all is decided: in memory, those of a large project would take more than all else.
 */
export class PlannedFiles {
  readonly #tasks: ReadonlyMap<string, UnlinkedTask>;
  /** For each file whose result is kept, the fingerprint of the conversions that it was planned with. */
  readonly #conversions = new Map<string, string>();
  #results: PackWriter | null = null;

  constructor(tasks: readonly UnlinkedTask[]) {
    this.#tasks = new Map(tasks.map((task) => [task.realPath, task]));
  }

  /**
   * Processes one file, and keeps the result for the case that nothing changes for the file any more.
   *
   * @throws where the temporary file cannot be written
   */
  async plan({ path, imported, conversions }: LinkedPlanTask, process: (task: UnlinkedTask, links: Omit<LinkedPlanTask, 'path'>) => Promise<FileResult>): Promise<ConversionOutcome | null> {
    const task = this.#tasks.get(path);
    if (!task) return null;
    const result = await process(task, { imported, conversions });
    this.#results ??= new PackWriter(join(tmpdir(), `uncallback-${randomUUID()}.tmp`));
    this.#results.write(path, Buffer.from(JSON.stringify(result)));
    this.#conversions.set(path, fingerprintOfData(conversions));
    return result.leftOut === null ? result.outcome : null;
  }

  /** The result of a file, if it was processed with what is known now. */
  resultOf({ path, realPath }: UnlinkedTask, project: ReadProject): FileResult | null {
    const known = this.#conversions.get(realPath);
    if (known === undefined || known !== fingerprintOfData(project.conversionsOf(path))) return null;
    const bytes = this.#results?.read(realPath);
    return bytes ? (JSON.parse(bytes.toString()) as FileResult) : null;
  }

  /** Deletes the temporary file. */
  discard(): void {
    this.#results?.discard();
  }
}
