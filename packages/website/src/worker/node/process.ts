// The parts of `process` that TypeScript's parser and ESLint read when they are loaded or called. To be imported before them.
Object.assign(globalThis, { process: { env: {}, cwd: () => '/', platform: 'browser', versions: {}, argv: [], emitWarning: () => undefined } });
