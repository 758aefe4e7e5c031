import { emitKeypressEvents } from 'node:readline';

/** A terminal's keyboard. */
export type Keyboard = Pick<NodeJS.ReadStream, 'on' | 'removeListener' | 'resume' | 'pause' | 'setRawMode'>;

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly sequence?: string;
}

/**
 * Waits for one of some keys. The terminal reads keys, not lines, only meanwhile.
 *
 * @param keys their characters
 * @param ask prints the question, once a key would be heard and not shown by the terminal itself
 * @returns the character, or null where the user or a signal wants to end: Ctrl-C, Ctrl-D
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
