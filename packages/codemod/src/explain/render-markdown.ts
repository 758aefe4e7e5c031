import type { Paint } from '../output/color.js';

/**
 * Renders a page for a terminal: code is indented, links are their text. What else the page has is readable as it is.
 *
 * @param text Markdown
 */
export function renderMarkdown(text: string, paint: Paint): string {
  let isCode = false;
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line === '' ? '' : paint('cyan', `    ${line}`)];
    const plain = line.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
    return [/^#+ /.test(plain) ? paint('bold', plain.replace(/^#+ /, '')) : plain];
  });
  return lines.join('\n');
}
