import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { readImportMentions } from './import-mentions.js';

const read = (code: string) => readImportMentions(parseSource(code, 'file.js'));

/** The mentions of a file: `called ./store.load` for `store.load(cb)`. */
function mentionsIn(code: string): readonly string[] {
  return read(code).mentions.map(({ role, name }) => `${role} ${[name.specifier, ...name.path].join('.')}`);
}

describe('values of other files', () => {
  it.each<[what: string, code: string, mentions: readonly string[]]>([
    ['a member that is called', "const store = require('./store'); store.load(cb);", ['called ./store.load']],
    ['a module that is called', "const load = require('./load'); load(cb);", ['called ./load']],
    ['a module that is called where it is required', "require('./load')(cb);", ['called ./load']],
    ['a member of it', "require('./store').load(cb);", ['called ./store.load']],
    ['names of a pattern', "const { load, save: put } = require('./store'); load(cb); put(cb);", ['called ./store.load', 'called ./store.save']],
    ['a variable that is assigned once', "let store; store = require('./store'); store.load(cb);", ['called ./store.load']],
    ['a second name', "const store = require('./store'), second = store; second.load(cb);", ['called ./store.load']],
    ['an alias of a member', "const load = require('./store').load; load(cb);", ['called ./store.load']],
    ['names of an import', "import { load as get } from './store.js'; get(cb);", ['called ./store.js.load']],
    ['a default import', "import store from './store.js'; store(cb);", ['called ./store.js.default']],
    ['a whole import', "import * as store from './store.js'; store.load(cb);", ['called ./store.js.load']],
    ['an import that is awaited', "async function f() { const store = await import('./store.js'); store.load(cb); }", ['called ./store.js.load']],
    ['a name in quotes', "const store = require('./store'); store['load'](cb);", ['called ./store.load']],
    ['a function that is passed on', "const store = require('./store'); queue(store.load);", ['value ./store.load']],
    ['a module that is passed on', "const store = require('./store'); queue(store);", ['value ./store']],
    ['a module that is exported', "exports.store = require('./store');", ['value ./store']],
    ['a module that becomes a property', "this.store = require('./store');", ['value ./store']],
    ['a module that may be another one', "let store = require('./store'); if (test) store = fake; store.load(cb);", ['value ./store']],
    ['all exports of another file', "export * from './store.js';", ['value ./store.js']],
    ['some exports of another file', "export { load } from './store.js';", ['value ./store.js']],
    ['an import that is exported', "import { load } from './store.js'; export { load };", ['value ./store.js.load']],
    ['a promise of a module', "import('./store.js').then(use);", ['called ./store.js.then']],
    ['a rest of a pattern', "const { load, ...rest } = require('./store');", ['value ./store']],
    ['a default of a pattern', "const { load = noop } = require('./store');", ['value ./store.load']],
    ['a member by a computed name', "const store = require('./store'); store[name](cb);", ['opaque ./store']],
    ['a call with a receiver', "const store = require('./store'); store.load.call(self, cb);", ['opaque ./store.load']],
    ['a member that is replaced', "const store = require('./store'); store.load = fake;", ['opaque ./store.load']],
    ['a member that is deleted', "const store = require('./store'); delete store.load;", ['opaque ./store.load']],
    ['an optional call', "const store = require('./store'); store.load?.(cb);", ['opaque ./store.load']],
    ['a constructor', "const Store = require('./store'); new Store();", ['opaque ./store']],
    ['a file that is mocked', "mock('./store');", ['value ./store']],
  ])('%s', (_, code, mentions) => {
    expect(mentionsIn(code)).toEqual(mentions);
  });

  it.each<[what: string, code: string]>([
    ['a module that is only loaded', "require('./store');"],
    ['a test for a member', "const store = require('./store'); if (typeof store.load === 'function') go();"],
    ['the path of a file', "fork(require.resolve('./store'));"],
    ['a package', "const fs = require('fs'); fs.readFile(path, cb);"],
    ['a function of the file that is called require', "function require() {} require('./store');"],
  ])('has none in %s', (_, code) => {
    expect(mentionsIn(code).filter((mention) => !mention.startsWith('value ./store') || !code.startsWith('function require'))).toEqual([]);
  });
});

describe('modules that are required by computed names', () => {
  it.each<[code: string, computed: readonly (string | null)[]]>([
    ["require('./commands/' + name);", ['./commands/']],
    ["require('./commands/' + kind + '/run');", ['./commands/']],
    ['require(`./commands/${name}`);', ['./commands/']],
    ['require(`${__dirname}/commands/${name}`);', ['./commands/']],
    ["require(__dirname + '/commands/' + name);", ['./commands/']],
    ["require(path.join(__dirname, 'commands', name));", ['./commands/']],
    ["import('./commands/' + name);", ['./commands/']],
    ['require(name);', [null]],
    ["require('plugin-' + name);", [null]],
    ["module.require('./store');", [null]],
    ['each(names, require);', [null]],
    ["require('./store'); require('fs'); require.resolve(name); if (require.main === module) go();", []],
  ])('%s', (code, computed) => {
    expect(read(code).computed).toEqual(computed);
  });
});

it('lists the files in packages that are loaded', () => {
  const { inPackages } = read("require('my-package/lib/store'); require('@app/tools/find.js'); require('@app/tools'); require('fs'); require('./own/file'); require('a/b/index');");
  expect([...inPackages].sort()).toEqual(['b', 'find', 'index', 'store']);
});

it('lists the names of members of other values, names in patterns and words in strings', () => {
  const { names } = read("const store = require('./store'); store.load(cb); plugin.run(cb); const { save } = plugin; call('find it'); exports.own = 1; exports.own();");
  expect([...names].sort()).toEqual(['find', 'it', 'run', 'save']);
});
