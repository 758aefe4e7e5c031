import { type Choices } from '../fuzz/choices.js';
import { indent, wrap } from '../fuzz/context.js';
import { type Definition, type Unit, type WrittenFunction, chooseContract, writeFunction } from './definitions.js';
import type { ModuleState } from './module-state.js';

/** One to three methods; a later one may call an earlier one of the same object. */
function writeMethods(choices: Choices, module: ModuleState, owner: string): WrittenFunction[] {
  const methods: WrittenFunction[] = [];
  for (let left = 1 + choices.below(3); left > 0; left--) {
    const contract = chooseContract(choices, module, (name) => `${owner}.${name}`);
    const local = methods.map((method) => ({ ...method.contract, reach: `this.${method.contract.name}` }));
    methods.push(writeFunction({ choices, module }, contract, { receiver: 'this', local }));
  }
  return methods;
}

const defineAll = (methods: readonly WrittenFunction[], prefix: string): Definition[] =>
  methods.map(({ contract }) => ({ contract, target: `${prefix}${contract.name}` }));

/** A class, or a constructor with its prototype, which gets the API as its driver; the module has an instance of its own. */
export function writeClass(choices: Choices, module: ModuleState): Unit {
  const number = module.nextNumber();
  const [name, instance] = [`Store${number}`, `store${number}`];
  const isClass = choices.isOneIn(2);
  const methods = writeMethods(choices, module, instance);
  const replacing = choices.isOneIn(10) ? writeReplacing(choices, module, name, methods) : [];
  const fields = ['this.driver = driver;', "this.state = 'new';", ...replacing, ...(choices.isOneIn(8) ? writeFirstCall(methods) : [])];
  module.tail.push(`const ${instance} = new ${name}(api);`);
  module.exportName(name);
  const lines = isClass
    ? wrap(
        `class ${name} {`,
        [...wrap('constructor(driver) {', fields, '}'), ...methods.flatMap(({ contract, parameters, body }) => wrap(`${contract.name}(${parameters}) {`, body, '}'))],
        '}',
      )
    : [
        ...wrap(`function ${name}(driver) {`, fields, '}'),
        ...methods.flatMap(({ contract, parameters, body }) => wrap(`${name}.prototype.${contract.name} = function (${parameters}) {`, body, '};')),
      ];
  return { lines, definitions: defineAll(methods, `${name}#`) };
}

/** An object with methods. */
export function writeObject(choices: Choices, module: ModuleState): Unit {
  const name = `kit${module.nextNumber()}`;
  const isShort = choices.isOneIn(2);
  const methods = writeMethods(choices, module, name);
  if (choices.below(3) > 0) module.exportName(name);
  const isExported = module.isExported(name);
  const head = (method: WrittenFunction) => `${method.contract.name}${isShort ? '' : ': function '}(${method.parameters}) {`;
  const lines = [`const ${name} = {`, ...indent(['driver: api,', "state: 'made',", ...methods.flatMap((method) => wrap(head(method), method.body, '},'))]), '};'];
  return { lines, definitions: isExported ? defineAll(methods, `${name}.`) : methods.map(({ contract }) => ({ contract, target: null })) };
}

/** What a constructor does so that its instances have another method in the place of one, by names that it does not show. */
function writeReplacing(choices: Choices, module: ModuleState, owner: string, [first]: readonly WrittenFunction[]): readonly string[] {
  const name = first!.contract.name;
  const own = `own${owner}`;
  module.head.add(`const ${own} = { ${name}(...args) { log('own', '${name}'); return ${owner}.prototype.${name}.apply(this, args); } };`);
  return choices.pick([[`Object.assign(this, ${own});`], [`for (const each of Object.keys(${own})) this[each] = ${own}[each];`], [`this.${name} = ${own}.${name};`]]);
}

/** A call of a method in the constructor. */
function writeFirstCall([first]: readonly WrittenFunction[]): readonly string[] {
  const { name, parameters, callback } = first!.contract;
  if (callback !== 'required') return [];
  const values = parameters.map((parameter) => (parameter === 'list' ? "['a']" : parameter === 'options' ? '{}' : `'${parameter}'`));
  return wrap(`this.${name}(${[...values, '(err) => {'].join(', ')}`, [`log('made', '${name}', err ? err.message : null);`], '});');
}
