/** Three versions of the async library, which has no types of its own. */
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
