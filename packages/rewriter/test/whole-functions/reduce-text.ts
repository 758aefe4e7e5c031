import { parseSource } from '@uncallback/detector/parse';
import type { TSESTree } from '@typescript-eslint/types';


type Range = readonly [start: number, end: number];

/** Leaves out statements of a module, and members of its classes and objects, while what is looked for is still there. */
export async function reduceText(text: string, isStill: (text: string) => Promise<boolean>, isLate: () => boolean): Promise<string> {
  let current = text;
  for (let hasChanged = true; hasChanged && !isLate(); ) {
    hasChanged = false;
    for (const range of listParts(current)) {
      const smaller = cut(current, range);
      if (isLate() || smaller === null || !(await isStill(smaller))) continue;
      current = smaller;
      hasChanged = true;
      break;
    }
  }
  return current;
}

/** The text without a part; null where it is no program then. */
function cut(text: string, [start, end]: Range): string | null {
  const smaller = `${text.slice(0, start)}${text.slice(end).replace(/^,/, '')}`.replace(/^[ \t]*\n/gm, '');
  try {
    parseSource(smaller, 'module.js');
    return smaller;
  } catch {
    return null;
  }
}

/** The parts that may be left out, larger ones first. */
function listParts(text: string): Range[] {
  const { ast, visitorKeys } = parseSource(text, 'module.js');
  const ranges: Range[] = [];
  const visit = (node: TSESTree.Node): void => {
    if (/Statement$|Declaration$|^MethodDefinition$|^Property$/.test(node.type) && node.type !== 'BlockStatement') ranges.push(node.range);
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [Reflect.get(node, key)].flat() as (TSESTree.Node | null)[]) if (child !== null) visit(child);
    }
  };
  visit(ast);
  return ranges.sort(([a, b], [c, d]) => d - c - (b - a));
}

