/** Names that callback-era code gives to an error parameter. */
const sure =
  /^_*(?:err|er|error)\d*_*$|^(?:err|error)[A-Z_]\w*$|(?:[a-z]Er|Err|Error|_err|_error)\d*$|^(?:errs|errors)$/;
const weak = /^_*(?:e|ex|exc|exception)\d*_*$/;

export function isErrorName(name: string): boolean {
  return sure.test(name);
}

/** `e` and its like: an error, or an event, an element, an entry. */
export function isWeakErrorName(name: string): boolean {
  return weak.test(name);
}

/** A name that says: on purpose not looked at. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('_');
}

const callbackName =
  /^_*(?:cb|callback|done|next|fn|func|clb|finish|finished|final|ready|complete|cont|nextTick|resolve|reject|ok|iter|cb_|resume|respond|reply)\d*_*$|(?:Cb|CB|Callback|Done|Next|_cb|_callback)\d*$|^(?:cb|callback)[A-Z_]\w*$/;

/** A name that stands for a callback: `cb`, `next`, `onceCallback`. */
export function isCallbackName(name: string): boolean {
  return callbackName.test(name);
}
