import type { Choices } from '../fuzz/choices.js';
import { indent, wrap } from '../fuzz/context.js';
import { type Definition, type Unit, chooseContract, writeFunction } from './definitions.js';
import type { ModuleState } from './module-state.js';
import { listArguments, userOf } from './value-uses.js';

/** Two classes with a method of one name, and a function that calls it on an object of which only the run shows the class. */
export function writeTwins(choices: Choices, module: ModuleState): Unit {
  const number = module.nextNumber();
  const names = [`Disk${number}`, `Net${number}`] as const;
  const chosen = chooseContract(choices, module, (name) => `twin${number}.${name}`);
  const own = { ...chosen, callback: 'required' as const };
  const methods = names.map(() => writeFunction({ choices, module }, own, { receiver: 'this' }));
  const lines = names.flatMap((name, index) =>
    wrap(
      `class ${name} {`,
      [
        "constructor(driver) { this.driver = driver; this.state = 'new'; }",
        ...wrap(`${own.name}(${methods[index]?.parameters ?? ''}) {`, methods[index]?.body ?? [], '}'),
      ],
      '}',
    ),
  );
  const args = listArguments(own);
  const name = `any${number}`;
  const isSubclass = choices.isOneIn(3);
  const call = [
    `const one = key ? new ${names[0]}(api) : new ${names[1]}(api);`,
    `one.${own.name}(${[...args, `function (err, found) { log('${name}', err ? err.message : 'fine', found); }`].join(', ')});`,
  ];
  const isCalled = methods.every(({ contract }) => contract.protocol === 'kept');
  for (const each of [...names, ...(isCalled ? [name] : [])]) module.exportName(each);
  const subclass = isSubclass
    ? wrap(
        `class Sub${number} extends ${names[0]} {`,
        wrap(`${own.name}(${[...own.parameters, 'cb'].join(', ')}) {`, indent([`log('sub', '${own.name}');`, `super.${own.name}(${[...own.parameters, 'cb'].join(', ')});`]), '}'),
        '}',
      )
    : [];
  if (isSubclass) module.exportName(`Sub${number}`);
  const definitions: Definition[] = names.map((owner, index) => ({ contract: methods[index]?.contract ?? own, target: `${owner}#${own.name}`, isHidden: true }));
  if (isSubclass) definitions.push({ contract: methods[0]?.contract ?? own, target: `Sub${number}#${own.name}`, isHidden: true });
  return {
    lines: [...lines, ...subclass, ...(isCalled ? wrap(`function ${name}(key) {`, call, '}') : [])],
    definitions: !isCalled ? definitions : [...definitions, { contract: userOf(name), target: name, isHidden: true }],
  };
}
