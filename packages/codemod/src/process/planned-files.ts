import type { ConversionOutcome } from '@uncallback/project';

import type { LinkedPlanTask, ReadProject } from '../project/read-project.js';
import type { FileResult, UnlinkedTask } from './tasks.js';

/** The files that were processed to find out which functions change with their users in other files. */
export class PlannedFiles {
  readonly #tasks: ReadonlyMap<string, UnlinkedTask>;
  readonly #results = new Map<string, { readonly conversions: string; readonly result: FileResult }>();

  constructor(tasks: readonly UnlinkedTask[]) {
    this.#tasks = new Map(tasks.map((task) => [task.realPath, task]));
  }

  /** Processes one file, and keeps the result for the case that nothing changes for the file any more. */
  async plan({ path, imported, conversions }: LinkedPlanTask, process: (task: UnlinkedTask, links: Omit<LinkedPlanTask, 'path'>) => Promise<FileResult>): Promise<ConversionOutcome | null> {
    const task = this.#tasks.get(path);
    if (!task) return null;
    const result = await process(task, { imported, conversions });
    this.#results.set(path, { conversions: JSON.stringify(conversions), result });
    return result.leftOut === null ? result.outcome : null;
  }

  /** The result of a file, if it was processed with what is known now. */
  resultOf({ path, realPath }: UnlinkedTask, project: ReadProject): FileResult | null {
    const known = this.#results.get(realPath);
    this.#results.delete(realPath);
    return known && known.conversions === JSON.stringify(project.conversionsOf(path)) ? known.result : null;
  }
}
