import type { ErrorForm, FormOf } from '../plan/types.js';
import { argumentsForm } from './arguments.js';
import { caught } from './catch.js';
import { combined, combinedRejection } from './combined.js';
import { choice } from './choice.js';
import { deliver } from './deliver.js';
import { forward } from './forward.js';
import { passThrough } from './pass-through.js';
import { ignore } from './ignore.js';
import { propagate } from './propagate.js';
import type { ErrorFormRecord } from './record.js';
import { capture } from './capture.js';
import type { ErrorSubject } from './subject.js';

/** The error forms in the order in which they are tried. `capture` matches every callback that is left; the forms behind it are made of other forms and match none. */
const records: { readonly [Name in ErrorForm['form']]: ErrorFormRecord<FormOf<Name>> } = {
  arguments: argumentsForm,
  ignore,
  forward,
  choice,
  propagate,
  catch: caught,
  combined,
  capture,
  'combined-rejection': combinedRejection,
  deliver,
  'pass-through': passThrough,
};

const list: readonly ErrorFormRecord[] = Object.values(records);

/** The record of a form. */
export function recordOf({ form }: ErrorForm): ErrorFormRecord {
  return records[form];
}

/** Classifies what a callback does with its error: the first form whose `match` accepts it. */
export function matchErrorForm(subject: ErrorSubject): ErrorForm {
  for (const record of list) {
    const form = record.match?.(subject);
    if (form) return form;
  }
  throw new Error('no error form matches, although capture matches all that the others leave');
}
