import type { ModuleProgram } from './check-module.js';
import { leaveOut, reduceLists } from './reduce.js';
import { reduceText } from './reduce-text.js';
import { compileModule, runModule } from './run-module.js';
import { calm } from './scenarios.js';
import { renderEvent } from './trace.js';
import { writeModule } from './write-module.js';

/**
 * Looks for a smaller module that still has what is looked for: by fewer choices, then without some calls of the driver, then without some statements.
 *
 * @param lists the choices, see `writeModule`
 * @param milliseconds how long to look; the time of the last try comes on top
 */
export async function reduceProgram(
  lists: readonly (readonly number[])[],
  isStill: (program: ModuleProgram) => Promise<boolean>,
  milliseconds: number,
): Promise<ModuleProgram> {
  const start = Date.now();
  const isLate = (share: number) => () => Date.now() - start > milliseconds * share;
  const fewer = await reduceLists(lists, async (some) => isStill(writeModule(some)), isLate(0.5));
  const program = writeModule(fewer);
  const calls = await leaveOut(program.calls, (some) => isStill({ ...program, calls: some }), isLate(0.7));
  const isSound = async (text: string) => (await isCallable({ ...program, text, calls })) && (await isStill({ ...program, text, calls }));
  return { ...program, calls, text: await reduceText(program.text, isSound, isLate(1)) };
}

/** Whether a module compiles and loads, has all functions that the driver calls, and misses no name. */
async function isCallable({ text, calls }: ModuleProgram): Promise<boolean> {
  const compiled = compiledOf(text);
  if (!compiled) return false;
  const { sessions } = await runModule(compiled, calls, calm);
  const texts = sessions.flatMap(({ events }) => events.map((event) => renderEvent(event)));
  return !texts.some((text) => /(threw|uncaught) (Type|Reference)Error|is not (defined|a function)/.test(text));
}

/** Null for a text that is no program any more: `if (key) const row = 1;`. */
function compiledOf(text: string): ReturnType<typeof compileModule> | null {
  try {
    return compileModule(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
