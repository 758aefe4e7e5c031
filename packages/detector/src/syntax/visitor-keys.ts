/** The names of a node's children, by the type of the node. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;
