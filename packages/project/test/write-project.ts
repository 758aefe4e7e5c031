import { Choices } from '../../rewriter/test/fuzz/choices.js';
import type { ModuleProgram } from '../../rewriter/test/whole-functions/check-module.js';
import type { Contract } from '../../rewriter/test/whole-functions/contract.js';
import { type DriverCall, listDriverCalls } from '../../rewriter/test/whole-functions/driver-call.js';
import { type WrittenModule, writeModuleWith } from '../../rewriter/test/whole-functions/write-module.js';
import { type Instances, type Requiring, writeInstances } from './write-instances.js';

/** A program of several modules. The driver calls the functions of `main`, which may use the others. */
export interface ProjectProgram extends Omit<ModuleProgram, 'text' | 'isMigrated'> {
  readonly main: string;
  /** The other modules by the specifier with which they are required: `./inner1`. */
  readonly others: ReadonlyMap<string, string>;
  /** Nothing is public: the driver is code outside, which mentions the names of what it calls. */
  readonly isApplication: boolean;
}

/**
 * Writes a program of several modules.
 *
 * @param numbers the choices: the first list decides about the whole, each other one about a module, see `writeModule`; the last one is `main`
 */
export function writeProject([[whole = []] = [], ...modules]: readonly (readonly (readonly number[])[])[]): ProjectProgram {
  const choices = new Choices(whole);
  const others = new Map<string, string>();
  const written: { readonly name: string; readonly module: WrittenModule }[] = [];
  let main: WrittenModule | null = null;
  for (const [index, numbers] of modules.entries()) {
    const required = written.map((other) => ({ other, requiring: chooseRequiring(choices, other.name, other.module) }));
    const instances = required.map(({ other, requiring }): Instances => writeInstances(choices, other.name, other.module, requiring));
    for (const [at, { exports }] of instances.entries()) {
      const specifier = `./${required[at]!.other.name}`;
      others.set(specifier, (others.get(specifier) ?? '') + exports.map((line) => `${line}\n`).join(''));
    }
    const module = writeModuleWith(numbers, {
      head: required.flatMap(({ other, requiring }, at) => [requiring.line, ...writeInterference(choices, other, requiring), ...(instances[at]?.lines ?? [])]),
      contracts: [
        ...required.flatMap(({ other, requiring }) => other.module.exported.map(({ contract, path }): Contract => ({ ...contract, reach: requiring.reach(path) }))),
        ...instances.flatMap(({ contracts }) => contracts),
      ],
      counter: 100 * index,
    });
    if (index === modules.length - 1) {
      main = module;
    } else {
      const name = `inner${index + 1}`;
      written.push({ name, module });
      others.set(`./${name}`, module.program.text);
    }
  }
  const { text = '', calls = [] } = main?.program ?? {};
  const passedOn = choices.isOneIn(4) ? written.at(-1) : undefined;
  const all = [...written.map(({ module }) => module.program), ...(main ? [main.program] : [])];
  return {
    main: passedOn ? `${text}module.exports.${passedOn.name} = require('./${passedOn.name}');\n` : text,
    others,
    isApplication: choices.isOneIn(2),
    calls: [...calls, ...(passedOn ? callsOf(passedOn.name, passedOn.module) : [])],
    mayIgnoreErrors: all.some((program) => program.mayIgnoreErrors),
    functions: all.flatMap((program) => program.functions),
  };
}

function chooseRequiring(choices: Choices, name: string, { exported, methods }: WrittenModule): Requiring {
  const members = [...exported.flatMap(({ path }) => (path === '' ? [] : [path])), ...new Set(methods.map(({ owner }) => owner))];
  const isModule = exported.some(({ path }) => path === '');
  const form = choices.pick(['whole', 'names', 'whole', 'alias', 'later'] as const);
  const ofWhole = (object: string) => (path: string) => (path === '' ? object : `${object}.${path}`);
  if (form === 'names' && !isModule && members.length > 0) return { line: `const { ${members.join(', ')} } = require('./${name}');`, reach: (path) => path };
  if (form === 'alias') return { line: `var ${name}Module = require('./${name}'), ${name} = ${name}Module;`, reach: ofWhole(name) };
  if (form === 'later') return { line: `const ${name} = () => require('./${name}');`, reach: ofWhole(`${name}()`) };
  return { line: `const ${name} = require('./${name}');`, reach: ofWhole(name) };
}

/**
 * Code that replaces a function of a required module, or reaches it in a way that does not show which one it is. Whoever calls the function
 * goes on to pass a callback then.
 */
function writeInterference(choices: Choices, { name, module }: { readonly name: string; readonly module: WrittenModule }, { line }: Requiring): readonly string[] {
  const [path] = module.exported.flatMap((each) => (each.path === '' || each.path.includes('.') ? [] : [each.path]));
  if (path === undefined || !choices.isOneIn(6)) return [];
  const object = `${name}Patched`;
  const own = choices.pick(['replaced', 'computed', 'string', 'extended'] as const);
  const required = `const ${object} = require('./${name}');`;
  switch (own) {
    case 'replaced':
      return line.startsWith('const {') ? [] : [required, `const ${object}Own = ${object}.${path};`, `${object}.${path} = function () { log('patched'); return ${object}Own.apply(this, arguments); };`];
    case 'computed':
      return [required, `const ${object}Names = Object.keys(${object}).filter(function (each) { return typeof ${object}[each] === 'function'; });`, `log('names', ${object}Names.length > 0);`];
    case 'string':
      return [`log('module', './${name}');`];
    case 'extended':
      return [`const ${object} = Object.assign({}, require('./${name}'));`, `log('extended', typeof ${object}.${path});`];
  }
}

/** The calls of an inner module that `main` passes on. */
function callsOf(name: string, { exported }: WrittenModule): readonly DriverCall[] {
  return exported.flatMap(({ contract, path }) => (path === '' ? [] : listDriverCalls(`${name}.${path}`, contract)));
}
