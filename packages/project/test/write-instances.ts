import type { Choices } from '../../rewriter/test/fuzz/choices.js';
import { wrap } from '../../rewriter/test/fuzz/context.js';
import type { Contract } from '../../rewriter/test/whole-functions/contract.js';
import type { WrittenModule } from '../../rewriter/test/whole-functions/write-module.js';

/** How a module requires another one, and how its code then reaches a function of that by a path. */
export interface Requiring {
  readonly line: string;
  readonly reach: (path: string) => string;
}

/** How a module uses instances of the classes of another one. */
export interface Instances {
  readonly lines: readonly string[];
  /** The methods, as the code of the module reaches them. */
  readonly contracts: readonly Contract[];
  /** What the other module exports for it in addition. */
  readonly exports: readonly string[];
}

/** Writes how a module gets an instance of each class of another one, and sometimes code that puts another method in the place of one. */
export function writeInstances(choices: Choices, name: string, { methods }: WrittenModule, { line, reach }: Requiring): Instances {
  const parts = [...new Set(methods.map(({ owner }) => owner))].map((owner) => writeInstance(choices, { module: name, owner, reach, isWhole: !line.startsWith('const {') }, methods.flatMap((each) => (each.owner === owner ? [each.contract] : []))));
  return { lines: parts.flatMap(({ lines }) => lines), contracts: parts.flatMap(({ contracts }) => contracts), exports: parts.flatMap(({ exports }) => exports) };
}

interface Owner extends Pick<Requiring, 'reach'> {
  readonly module: string;
  readonly owner: string;
  /** The module is required as a whole, so that it has a name. */
  readonly isWhole: boolean;
}

function writeInstance(choices: Choices, { module, owner, reach, isWhole }: Owner, methods: readonly Contract[]): Instances {
  const instance = `${module}${owner}`;
  const made = `new ${reach(owner).includes('(') ? `(${reach(owner)})` : reach(owner)}(api)`;
  const reachedBy = (object: string): Contract[] => methods.map((contract) => ({ ...contract, reach: `${object}.${contract.name}` }));
  const own = `const ${instance} = ${made};`;
  switch (choices.pick(['own', 'none', 'own', 'held', 'returned', 'created', 'shared', 'patched', 'extended'] as const)) {
    case 'none':
      return { lines: [], contracts: [], exports: [] };
    case 'own':
      return { lines: [own], contracts: reachedBy(instance), exports: [] };
    case 'held':
      return writeHolder(instance, made, methods);
    case 'returned':
      return { lines: [`const ${instance} = () => ${made};`], contracts: reachedBy(`${instance}()`), exports: [] };
    case 'created':
      if (!isWhole) return { lines: [own], contracts: reachedBy(instance), exports: [] };
      return { lines: [`const ${instance} = ${reach(`create${instance}`)}();`], contracts: reachedBy(instance), exports: [`module.exports.create${instance} = function () { return new ${owner}(require('./api')); };`] };
    case 'shared':
      if (!isWhole) return { lines: [own], contracts: reachedBy(instance), exports: [] };
      return { lines: [], contracts: reachedBy(reach(`shared${instance}`)), exports: [`module.exports.shared${instance} = new ${owner}(require('./api'));`] };
    case 'patched':
      return { lines: [own, ...writePatched(instance, choices.isOneIn(2) ? instance : `${reach(owner)}.prototype`, methods)], contracts: reachedBy(instance), exports: [] };
    case 'extended':
      return { lines: [...(choices.isOneIn(2) ? writeSubclass : writeSubprototype)(`${instance}Sub`, reach(owner), methods), `const ${instance} = new ${instance}Sub(api);`], contracts: reachedBy(instance), exports: [] };
  }
}

/** A class that holds an instance in a property. */
function writeHolder(instance: string, made: string, methods: readonly Contract[]): Instances {
  const name = `${instance}Shop`;
  const lines = [
    ...wrap(`function ${name}() {`, [`this.held = ${made};`], '}'),
    ...methods.flatMap((contract) => {
      const callback = contract.callback === 'none' ? [] : ['cb'];
      const parameters = [...contract.parameters, ...callback].join(', ');
      return wrap(`${name}.prototype.${contract.name} = function (${parameters}) {`, callHeld(contract), '};');
    }),
    `const ${instance} = new ${name}();`,
  ];
  return { lines, contracts: methods.map((contract) => ({ ...contract, reach: `${instance}.${contract.name}`, ...(contract.callback === 'optional' && { callback: 'required' as const }), maySkipOptions: false })), exports: [] };
}

function callHeld({ name, parameters, callback, results }: Contract): string[] {
  if (callback === 'none') return [`return this.held.${name}(${parameters.join(', ')});`];
  const given = results === 0 ? [] : results === 1 ? ['value'] : ['value', 'more'];
  const head = [...parameters, `(${['err', ...given].join(', ')}) => {`].join(', ');
  return wrap(`this.held.${name}(${head}`, ['if (err) return cb(err);', `cb(${['null', ...given].join(', ')});`], '});');
}

/** Another function in the place of a method. */
function writePatched(instance: string, object: string, [method]: readonly Contract[]): readonly string[] {
  if (!method) return [];
  const own = `${instance}Own`;
  return [`const ${own} = ${object}.${method.name};`, `${object}.${method.name} = function () { log('patched', '${method.name}'); return ${own}.apply(this, arguments); };`];
}

/** A class that has another method in the place of one. */
function writeSubclass(name: string, base: string, [method]: readonly Contract[]): readonly string[] {
  const override = method ? wrap(`${method.name}(...args) {`, [`log('sub', '${method.name}');`, `return super.${method.name}(...args);`], '}') : [];
  return wrap(`class ${name} extends ${base} {`, [...override], '}');
}

/** A constructor that inherits the methods by its prototype, and has another one in the place of one. */
function writeSubprototype(name: string, base: string, [method]: readonly Contract[]): readonly string[] {
  const own = `${name}Base`;
  const override = method ? wrap(`${name}.prototype.${method.name} = function (...args) {`, [`log('sub', '${method.name}');`, `return ${own}.prototype.${method.name}.apply(this, args);`], '};') : [];
  return [`const ${own} = ${base};`, `function ${name}(driver) { Object.assign(this, new ${own}(driver)); }`, `${name}.prototype = Object.create(${own}.prototype);`, ...override];
}
