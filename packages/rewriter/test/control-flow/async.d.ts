/** Three versions of the async library, and packages like it, which have no types of their own. */
declare module 'async1' {
  const async: object;
  export default async;
}
declare module 'async2' {
  const async: object;
  export default async;
}
declare module 'async3' {
  const async: object;
  export default async;
}
declare module 'run-series' {
  const runSeries: object;
  export default runSeries;
}
declare module 'run-parallel' {
  const runParallel: object;
  export default runParallel;
}
