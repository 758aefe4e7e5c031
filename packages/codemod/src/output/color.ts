import { styleText } from 'node:util';

/** The colours of the output. */
export type Color = 'green' | 'red' | 'cyan' | 'bold' | 'dim' | 'yellow';
/** Colours a text, or returns it as it is if the output has no colours. */
export type Paint = (color: Color, text: string) => string;

/**
 * Chooses how text for a stream is coloured: only on a terminal, unless `--no-color`, `NO_COLOR` or `FORCE_COLOR` decides
 * otherwise (see no-color.org and force-color.org).
 *
 * @param isWanted false for `--no-color`
 */
export function createPaint(isWanted: boolean, stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const isForced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb' && env['FORCE_COLOR'] !== '0';
  const isColored = isWanted && !env['NO_COLOR'] && (isForced || isTerminal);
  return isColored ? (color, text) => styleText(color, text, { validateStream: false }) : (_, text) => text;
}
