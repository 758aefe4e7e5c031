import { emitKeypressEvents } from 'node:readline';

/** The part of `process.stdin` that reading keys needs. */
export type Keyboard = Pick<NodeJS.ReadStream, 'on' | 'removeListener' | 'resume' | 'pause' | 'setRawMode'>;

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly sequence?: string;
}

/**
 * Waits until the user presses one of some keys; others are ignored. The terminal is in raw mode only during the wait.
 *
 * @param keys the characters to wait for, such as `ynq`
 * @param signal ends the wait
 * @param ask prints the question; it is called once the terminal is in raw mode, in which typed characters are not echoed
 * @returns the character in lower case; null for Ctrl-C, Ctrl-D, the end of the input, or an aborted signal
 */
export async function readKey(keyboard: Keyboard, keys: string, signal: AbortSignal, ask: () => void): Promise<string | null> {
  emitKeypressEvents(keyboard as NodeJS.ReadStream);
  keyboard.setRawMode(true);
  keyboard.resume();
  try {
    return await new Promise((resolve) => {
      const end = (): void => settle(null);
      const take = (character: string | undefined, key: Key): void => {
        if (key.ctrl === true && (key.name === 'c' || key.name === 'd')) settle(null);
        else if (character && keys.includes(character.toLowerCase())) settle(character.toLowerCase());
      };
      const settle = (answer: string | null): void => {
        keyboard.removeListener('keypress', take);
        keyboard.removeListener('end', end);
        signal.removeEventListener('abort', end);
        resolve(answer);
      };
      keyboard.on('keypress', take);
      keyboard.on('end', end);
      signal.addEventListener('abort', end);
      ask();
      if (signal.aborted) end();
    });
  } finally {
    keyboard.setRawMode(false);
    keyboard.pause();
  }
}
