import { hasRole } from './vocabulary.js';

/** Whether code calls an error by this name: `err`, `dbError`. */
export function isErrorName(name: string): boolean {
  return hasRole(name, 'error');
}

/** `e` and its like: an error, or an event, an element, an entry. */
export function isWeakErrorName(name: string): boolean {
  return hasRole(name, 'weak-error');
}

/** A name that says: on purpose not looked at. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('_');
}

/** A name that stands for a callback: `cb`, `next`, `onceCallback`. */
export function isCallbackName(name: string): boolean {
  return hasRole(name, 'callback');
}
