/** The columns of a terminal; 80 where the output goes elsewhere, so that it is the same everywhere. */
export function columnsOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return stream.isTTY === true && stream.columns ? stream.columns : 80;
}

/** Breaks a text between words, so that it fits behind an indentation; a word that is too long stays whole. */
export function wrapText(text: string, columns: number, indentation: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indentation + last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
