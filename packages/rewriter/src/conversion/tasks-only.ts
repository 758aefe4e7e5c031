// Control-flow calls where no function loses its callback for others to see: only what is written in the call changes.

import { type Source, isFunction } from '@uncallback/detector';

import type { FlowForm } from '../plan/types.js';
import { variableAt } from '../syntax/variables.js';
import type { Surveyed } from './candidates.js';
import { writtenIn } from './flows.js';

/**
 * The control-flow calls whose callback is written in place, `async.each(files, function (file, next) {}, function (err) {})`, and those in them that
 * end with the callback of a task, with the tasks of all of these as the only candidates.
 */
export function tasksOnly(source: Source, surveyed: Surveyed): Surveyed {
  const flows = new Set(surveyed.flows.filter(({ flow }) => isFunction(flow.call.arguments.at(-1))));
  const tasks = () => surveyed.candidates.filter(({ place }) => place.form === 'task' && [...flows].some(({ flow }) => flow === place.flow));
  const endsTask = ({ flow: { call } }: FlowForm): boolean => {
    const last = call.arguments.at(-1);
    const variable = last?.type === 'Identifier' ? variableAt(source, last) : null;
    return variable !== null && tasks().some(({ callback }) => callback === variable);
  };
  for (let isNews = true; isNews; ) {
    const inner = surveyed.flows.filter((form) => !flows.has(form) && endsTask(form));
    for (const form of inner) flows.add(form);
    isNews = inner.length > 0;
  }
  const own = new Set(tasks().map(({ fn }) => fn));
  const all = [...flows].filter(({ flow }) => writtenIn(flow).every((fn) => own.has(fn as Surveyed['candidates'][number]['fn'])));
  return { ...surveyed, candidates: tasks(), kept: new Map(), imported: [], flows: all, isTasksOnly: true };
}
