import { renderValue } from './value-text.js';
import type { RegisteredTest, World } from './world.js';

/** Runs what the program registered with `it` and its like, one after the other, as mocha would. */
export async function runTests(world: World): Promise<void> {
  for (const test of world.tests) {
    if (world.isOver) return;
    await runTest(world, test);
  }
}

/** Whether a test calls `done` or returns a promise, it passes, fails or never ends. */
async function runTest(world: World, test: RegisteredTest): Promise<void> {
  let outcome: string | null = null;
  const capture = (text: string) => {
    if (outcome === null) outcome = text;
    else world.record('test', `${test.name}: then ${text}`);
  };
  world.failTest = (error) => capture(`failed with ${renderValue(error)}`);
  const done = (error?: unknown) => capture(error ? `failed with ${renderValue(error)}` : 'passed');
  const returned = world.invoke(test.body, {}, test.body.length > 0 ? [done] : []);
  if (returned instanceof Promise) {
    if (test.body.length > 0) capture('overspecified: a promise and done');
    returned.then(() => capture('passed'), (error: unknown) => capture(`failed with ${renderValue(error)}`));
  } else if (test.body.length === 0) {
    capture('passed');
  }
  await world.clock.runUntilIdle(() => world.isOver);
  world.failTest = null;
  world.record('test', `${test.name}: ${outcome ?? 'timed out'}`);
}
