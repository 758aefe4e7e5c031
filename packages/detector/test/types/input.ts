declare const store: {
  save(key: string, done: (problem: Error | null, count?: number) => void): void;
  walk(visit: (item: string | null) => void): void;
};
store.save('a', (x, n) => console.log(x, n));
store.save('a', () => undefined);
store.walk((x) => console.log(x));
