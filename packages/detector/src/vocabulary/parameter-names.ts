import { hasRole } from './vocabulary.js';

/** Whether a name is one of an error: `err`, `dbError`. */
export function isErrorName(name: string): boolean {
  return hasRole(name, 'error');
}

/** Whether a name may be one of an error, but also of an event, an element or an entry: `e`, `ex`. */
export function isWeakErrorName(name: string): boolean {
  return hasRole(name, 'weak-error');
}

/** Whether a name marks a parameter as intentionally unused: `_err`. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('_');
}

/** Whether a name is one of a callback: `cb`, `next`, `onceCallback`. */
export function isCallbackName(name: string): boolean {
  return hasRole(name, 'callback');
}
