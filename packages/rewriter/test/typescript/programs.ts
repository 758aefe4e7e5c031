/** Programs in TypeScript that compile under `strict`, by what they show. Each is rewritten in both tiers. */
export const programs: Readonly<Record<string, string>> = {
  'an error that may be undefined': `
interface Users { find(id: string, callback: (err: Error | undefined, user: { name: string }) => void): void }
export function show(users: Users, id: string): void {
  users.find(id, (err, user) => {
    if (err) { console.error(err.message); return; }
    console.log(user.name);
  });
}`,
  'an optional error': `
interface Store { remove(id: string, callback: (err?: Error) => void): void }
export function clean(store: Store, id: string, done: (err?: Error) => void): void {
  store.remove(id, (err) => {
    if (err) return done(err);
    store.remove(id + '.bak', (err) => {
      if (err) return done(err);
      done();
    });
  });
}`,
  'an error of the system': `
import * as fs from 'fs';
export function size(path: string, callback: (err: NodeJS.ErrnoException | null, size?: number) => void): void {
  fs.stat(path, (err, info) => {
    if (err) return callback(err);
    callback(null, info.size);
  });
}`,
  'a callback of a generic type': `
type Callback<T> = (err: Error | null, value?: T) => void;
interface Source { read<T>(key: string, callback: Callback<T>): void }
export function both(source: Source, callback: Callback<{ a: number; b: number }>): void {
  source.read<number>('a', (err, a) => {
    if (err) return callback(err);
    source.read<number>('b', (err, b) => {
      if (err) return callback(err);
      callback(null, { a: a!, b: b! });
    });
  });
}`,
  'a generic function': `
type Callback<T> = (err: Error | null, value: T) => void;
declare function parse<T>(text: string, callback: Callback<T>): void;
export function first<T>(text: string, callback: Callback<T>): void {
  parse<T[]>(text, (err, all) => {
    if (err) return callback(err, undefined as never);
    callback(null, all[0]!);
  });
}`,
  'type arguments and a result that is asserted': `
interface Rpc { call<T>(m: string, a: unknown[], cb: (err: Error | null, v?: T) => void): void }
export class S {
  constructor(private rpc: Rpc, private log: (s: string) => void) {}
  show(): void {
    this.rpc.call<{ n: number }>('list', [1], (err, out) => {
      if (err) {
        return this.log(err.message);
      }
      this.log(String(out!.n));
    });
  }
}`,
  'a method of a class': `
export class Cache {
  private values = new Map<string, string>();
  get(key: string, callback: (err: Error | null, value?: string) => void): void {
    setTimeout(() => callback(null, this.values.get(key)), 1);
  }
  warm(key: string): void {
    this.get(key, (err, value) => {
      if (err) throw err;
      this.values.set(key, value ?? '');
    });
  }
}`,
  'several results': `
interface Row { id: number; tags: string[] }
declare const db: { query(sql: string, callback: (err: Error | null, rows: Row[], fields: string[]) => void): void };
export function tags(): void {
  db.query('SELECT 1', (err, rows, fields) => {
    if (err) { console.error(err.message); return; }
    console.log(rows.map((row) => row.tags.join()), fields.filter((field) => field !== ''));
  });
}`,
  'parameters with types': `
interface Row { id: number }
declare const db: { all(sql: string, callback: (err: Error | null, rows: Row[], count?: number) => void): void };
export function rows(): void {
  db.all('SELECT 1', (err: Error | null, rows: Row[], count?: number) => {
    if (err) { console.error(err.message); return; }
    console.log(rows.map((row) => row.id), count);
  });
}`,
  'an error that is logged': `
declare function load(path: string, callback: (err: Error | null, text: string) => void): void;
export function show(path: string): void {
  load(path, (err, text) => {
    if (err) console.error(err.message);
    console.log(text.trim().split('\\n').map((line) => line.length));
  });
}`,
  'error and value that are forwarded': `
type Callback<T> = (err: Error | null, value: T) => void;
declare function load(path: string, callback: Callback<string>): void;
export function twice(path: string, callback: Callback<string>): void {
  load(path, (err, first) => {
    if (err) return callback(err, '');
    load(first, (err, second) => { callback(err, second); });
  });
}`,
  'a listener': `
import { EventEmitter } from 'events';
import * as fs from 'fs';
export function watch(bus: EventEmitter, path: string): void {
  bus.on('change', () => {
    fs.readFile(path, 'utf8', (err, text) => {
      if (err) { bus.emit('error', err); return; }
      bus.emit('text', text);
    });
  });
}`,
  'a function that is called in the file': `
import * as fs from 'fs';
function main(): void {
  fs.readdir('.', (err, names) => {
    if (err) throw err;
    console.log(names.length);
  });
}
main();`,
  'a module body': `
import * as fs from 'fs';
fs.readFile('a', 'utf8', (err, text) => {
  if (err) throw err;
  console.log(text.length);
});
fs.unlink('b', () => {});`,
  'a condition': `
import * as fs from 'fs';
export function clear(path: string, really: boolean): void {
  really && fs.unlink(path, (err) => {
    if (err) throw err;
    console.log('gone');
  });
  console.log('asked');
}`,
  'handlers in an object': `
import * as fs from 'fs';
interface Handlers { open(path: string): void; close: (path: string) => void }
export const handlers: Handlers = {
  open(path) {
    fs.stat(path, (err, info) => {
      if (err) throw err;
      console.log(info.size);
    });
  },
  close: (path) => {
    fs.unlink(path, (err) => {
      if (err) throw err;
      console.log('gone');
    });
  },
};`,
  'a class that implements an interface': `
import * as fs from 'fs';
interface Job { run(path: string): void }
export class Sizes implements Job {
  run(path: string): void {
    fs.stat(path, (err, info) => {
      if (err) throw err;
      console.log(info.size);
    });
  }
}
export class Again {
  start(): void {
    this.step('a');
  }
  private step(path: string): void {
    fs.stat(path, (err, info) => {
      if (err) throw err;
      console.log(info.size);
    });
  }
}`,
  'a loop': `
declare const db: { save(id: number, callback: (err: Error | null) => void): void };
export function saveAll(ids: number[], callback: (err: Error | null) => void): void {
  let pending = ids.length;
  ids.forEach((id) => {
    db.save(id, (err) => {
      if (err) { callback(err); return; }
      pending -= 1;
      if (pending === 0) callback(null);
    });
  });
}`,
  'a receiver that is made': `
interface Client { get(key: string, callback: (err: Error | null, value: string | null) => void): void }
declare function connect(): Client;
export function show(key: string): void {
  connect().get(key, (err, value) => {
    if (err) throw err;
    console.log(value ?? 'none');
  });
}`,
  'an ignored error': `
interface Files { touch(name: string, callback: (err: Error | null, time: Date) => void): void }
export function touch(files: Files, entry: { name: string }): void {
  files.touch(entry.name, (_, time) => {
    console.log(time);
  });
  files.touch('a', () => {
    console.log('touched');
  });
}`,
  'a promise made by hand': `
import * as fs from 'fs';
export function read(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    fs.readFile(path, 'utf8', (err, text) => {
      if (err) return reject(err);
      resolve(text);
    });
  });
}`,
  'a nest in a function that keeps its callback': `
type Done = (err: NodeJS.ErrnoException | null, lines?: string[]) => void;
import { readFile, stat } from 'fs';
export function lines(path: string, done: Done): void {
  stat(path, (err, info) => {
    if (err) return done(err);
    if (info.size === 0) return done(null, []);
    readFile(path, 'utf8', (err, text) => {
      if (err) return done(err);
      done(null, text.split('\\n'));
    });
  });
}`,
  'a function that is passed on': `
import * as fs from 'fs';
function tick(): void {
  fs.stat('a', (err, info) => {
    if (err) throw err;
    console.log(info.size);
  });
}
setTimeout(tick, 10);
[1].forEach(() => { fs.stat('b', (err) => { if (err) throw err; console.log('there'); }); });`,
  'a handler that takes the error and the value': `
declare const db: { get(id: string, callback: (err: Error | null, row?: { id: string }) => void): void };
export function ask(id: string): void {
  db.get(id, (err, row) => {
    console.log(err?.message, row?.id);
  });
}`,
  'an error of a type of its own': `
class HttpError extends Error { constructor(readonly status: number) { super('no'); } }
declare const api: { get(url: string, callback: (err: HttpError | null, body?: string) => void): void };
export function show(url: string, callback: (err: HttpError | null, length?: number) => void): void {
  api.get(url, (err, body) => {
    if (err) { console.error(err.status); return callback(err); }
    api.get(body ?? '', (err, next) => {
      if (err) return callback(err);
      callback(null, next!.length);
    });
  });
}`,
  'a generic class': `
type Done<T> = (err: Error | null, value?: T) => void;
export class Repository<T extends { id: string }> {
  constructor(private readonly items: { find(id: string, done: Done<T>): void; save(item: T, done: (err?: Error | null) => void): void }) {}
  copy(id: string, change: (item: T) => T, done: Done<T>): void {
    this.items.find(id, (err, item) => {
      if (err) return done(err);
      const next = change(item!);
      this.items.save(next, (err) => {
        if (err) return done(err);
        done(null, next);
      });
    });
  }
}`,
  'a callback that a class inherits': `
abstract class Base { protected load(id: number, done: (err: Error | null, row: { id: number }, more: boolean) => void): void { done(null, { id }, false); } }
export class Rows extends Base {
  show(id: number): void {
    setImmediate(() => { this.load(id, (err, row, more) => { if (err) { console.error(err); return; } console.log(row.id.toFixed(), more); }); });
  }
}`,
  'an error that goes on': `
import * as fs from 'fs';
type Read = (path: string, done: (err: NodeJS.ErrnoException | null, text: string) => void) => void;
export function load(read: Read, path: string): void {
  read(path, (err, text) => {
    if (err && err.code !== 'ENOENT') throw err;
    console.log(text.split(',').map((part) => part.trim()));
  });
  fs.mkdir(path, (err) => { if (err) console.error(err); });
}`,
  'a name that is declared with its type': `
import * as fs from 'fs';
export const remove: (path: string) => void = (path) => {
  fs.unlink(path, (err) => {
    if (err) throw err;
    console.log('gone');
  });
};
export const show = (path: string): void => {
  fs.stat(path, (err, info) => {
    if (err) throw err;
    console.log(info.size);
  });
};`,
  'an element of a list and a default export': `
import * as fs from 'fs';
export const steps: (() => void)[] = [
  () => { fs.stat('a', (err) => { if (err) throw err; console.log(1); }); },
];
export default function main(): void {
  fs.stat('b', (err) => { if (err) throw err; console.log(2); });
}`,
  'a listener that is given by its name': `
import { EventEmitter } from 'events';
import * as fs from 'fs';
function onChange(path: string): void {
  fs.stat(path, (err, info) => {
    if (err) throw err;
    console.log(info.size);
  });
}
new EventEmitter().on('change', onChange);`,
  'a conditional expression': `
import * as fs from 'fs';
export function touch(path: string, make: boolean): void {
  make ? fs.writeFile(path, '', (err) => { if (err) throw err; console.log('made'); }) : fs.unlink(path, (err) => { if (err) throw err; console.log('gone'); });
  console.log('later');
}`,
  'a rest of results': `
declare function ask(text: string, done: (err: Error | null, ...answers: string[]) => void): void;
export function show(): void {
  ask('a', (err, ...answers) => {
    if (err) throw err;
    console.log(answers.map((answer) => answer.length));
  });
}`,
  'parameters taken apart': `
interface Row { id: number; name?: string }
declare function find(id: number, done: (err: Error | null, row: Row, all: Row[]) => void): void;
export function show(): void {
  find(1, (err, { name = 'none' }, [first]) => {
    if (err) throw err;
    console.log(name.length, first?.id);
  });
}`,
  'a type from elsewhere': `
import type { Server } from 'net';
import { createHash } from 'crypto';
export function stop(server: Server, done: (err?: Error) => void): void {
  server.getConnections((err, count) => {
    if (err) return done(err);
    console.log(count, createHash('md5'));
    server.close((err) => { done(err); });
  });
}`,
  'a method that is called in the class': `
declare const store: { load(id: string, done: (err: Error | undefined, text: string) => void): void };
export class Page {
  #text = '';
  open(id: string): void { this.#fetch(id); }
  #fetch(id: string): void {
    store.load(id, (err, text) => {
      if (err) throw err;
      this.#text = text;
      console.log(this.#text);
    });
  }
}`,
  'a named callback that stays': `
interface Row { id: string }
declare const db: { get(id: string, done: (err: Error | undefined, row: Row) => void): void };
function show(err: Error | undefined, row: Row): void {
  if (err) { console.error(err.message); return; }
  console.log(row.id);
}
export function both(): void {
  db.get('a', (err, row) => {
    if (err) throw err;
    db.get(row.id, show);
  });
  db.get('b', show);
}`,
  'an error that is taken apart': `
declare const db: { run(sql: string, done: (err: (Error & { errno: number }) | null, changes: number) => void): void };
export function run(done: (err: Error | null, changes: number) => void): void {
  db.run('a', (err, changes) => {
    if (!err) { console.log(changes.toFixed()); return; }
    const { errno } = err;
    console.error(errno);
  });
  db.run('b', (err, changes) => { err ? done(err, 0) : done(null, changes); });
}`,
};
