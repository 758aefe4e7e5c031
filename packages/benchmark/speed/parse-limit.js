import { parseJavaScript } from '@uncallback/detector/parse-javascript';
import { parseSync } from 'oxc-parser';

/** Measures how fast files are parsed: by native code without and with a tree for JavaScript, and by our own parser. */
export function measureParsing(files) {
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const rate = (parse) => {
    for (const { path, text } of files) parse(path, text);
    const before = process.cpuUsage();
    for (const { path, text } of files) parse(path, text);
    const { user, system } = process.cpuUsage(before);
    const speed = Math.round(lines / ((user + system) / 1e6) / 1000) * 1000;
    return `${speed.toLocaleString('en')} lines a second of CPU`;
  };
  return [
    { what: 'native parse of the same files, without a tree', figure: rate((path, text) => parseSync(path, text)) },
    { what: 'native parse, with its tree', figure: rate((path, text) => parseSync(path, text).program) },
    { what: 'parse to a tree with parents', figure: rate((path, text) => tryParse(path, text)) },
    { what: 'the same with scopes', figure: rate((path, text) => tryParse(path, text)?.scopeManager) },
  ];
}

function tryParse(path, text) {
  try {
    return parseJavaScript(text, path);
  } catch {
    // The file has syntax that needs the TypeScript parser, such as types.
    return null;
  }
}
