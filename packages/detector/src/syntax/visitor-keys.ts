/** For each type of node, the properties that hold child nodes, in the order of the text: `['test', 'consequent', 'alternate']` of `IfStatement`. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;
