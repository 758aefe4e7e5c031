/** A progress bar on the last line of a terminal. It must be cleared before anything else is printed. */
export interface Progress {
  /** Draws the bar, or updates it. */
  readonly show: (done: number, total: number) => void;
  /** Removes the bar. */
  readonly clear: () => void;
}

const barWidth = 30;

/** Creates a progress bar. It draws nothing if the stream is null or no terminal. */
export function createProgress(stream: NodeJS.WriteStream | null): Progress {
  if (stream?.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shown = '';
  return {
    show(done, total) {
      const line = renderBar(done, total);
      if (line === shown) return;
      shown = line;
      stream.write(`\r${line}`);
    },
    clear() {
      if (shown !== '') stream.write(`\r${' '.repeat(shown.length)}\r`);
      shown = '';
    },
  };
}

function renderBar(done: number, total: number): string {
  const share = total === 0 ? 1 : done / total;
  const full = Math.floor(share * barWidth);
  const count = `${String(done).padStart(String(total).length)}/${total} files`;
  return `[${'='.repeat(full)}${' '.repeat(barWidth - full)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${count}`;
}
