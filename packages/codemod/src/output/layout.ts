/** The width of a terminal in columns; 80 if the stream is no terminal, so that files and pipes get the same output everywhere. */
export function columnsOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return stream.isTTY === true && stream.columns ? stream.columns : 80;
}

/**
 * Breaks a text between words into lines that fit between an indentation and the last column. A word that is too long is not
 * broken.
 *
 * @returns the lines, without their indentation
 */
export function wrapText(text: string, columns: number, indentation: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indentation + last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
