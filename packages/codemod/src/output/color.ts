import { styleText } from 'node:util';

export type Color = 'green' | 'red' | 'cyan' | 'bold' | 'dim' | 'yellow';
export type Paint = (color: Color, text: string) => string;

/**
 * Chooses how to colour text for a stream: not at all unless it is a terminal. `--no-color`, `NO_COLOR` and `FORCE_COLOR`
 * decide first, as no-color.org and force-color.org have it.
 */
export function createPaint(isWanted: boolean, stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const isForced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb' && env['FORCE_COLOR'] !== '0';
  const isColored = isWanted && !env['NO_COLOR'] && (isForced || isTerminal);
  return isColored ? (color, text) => styleText(color, text, { validateStream: false }) : (_, text) => text;
}
