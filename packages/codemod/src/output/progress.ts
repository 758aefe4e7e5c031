/** A bar at the bottom of a terminal, which other output has to clear first. */
export interface Progress {
  /** Draws the bar, or moves it on. */
  readonly show: (done: number, total: number) => void;
  /** Takes the bar away. */
  readonly clear: () => void;
}

const barWidth = 30;

/** Creates a bar on a terminal; on anything else there is none. */
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
