import { parseJavaScript } from '@uncallback/detector/parse-javascript';
import { parseSync } from 'oxc-parser';

/** How fast the same files are parsed by native code that hands no tree to JavaScript, and to a source as we use it. */
export function measureParsing(files) {
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const rate = (parse) => {
    for (const { path, text } of files) parse(path, text);
    const before = process.cpuUsage();
    for (const { path, text } of files) parse(path, text);
    const { user, system } = process.cpuUsage(before);
    return Math.round(lines / ((user + system) / 1e6) / 1000) * 1000;
  };
  const native = rate((path, text) => parseSync(path, text));
  const source = rate((path, text) => tryParse(path, text));
  return [
    { what: 'native parse of the same files, without a tree', figure: `${native.toLocaleString('en')} lines a second of CPU` },
    { what: 'parse to a tree with scopes and parents', figure: `${source.toLocaleString('en')} lines a second of CPU` },
  ];
}

function tryParse(path, text) {
  try {
    parseJavaScript(text, path);
  } catch {
    // A file with types in it.
  }
}
