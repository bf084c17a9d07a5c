/** As much of a node of Babel's tree as the rules below read. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
  readonly callee?: { readonly property?: { readonly name?: string } };
  readonly key?: { readonly name?: string };
}

const SPACE = /\s/;

/**
 * What is not mutated because it is prose: a text with a space in it, and descriptions of fields and requirements,
 * from which only documentation is made. Words that a program compares (`approved`, `head`) hold no space and stay.
 */
function proseReason(node: Node): string | undefined {
  if (node.type === "StringLiteral" && SPACE.test(String(node.value))) return "prose";
  if (node.type === "TemplateLiteral" && node.quasis?.some(({ value }) => SPACE.test(value.raw)))
    return "prose";
  if (node.type === "CallExpression" && node.callee?.property?.name === "meta") return "a description";
  if (node.type === "ObjectProperty" && node.key?.name === "describe") return "a description";
  return undefined;
}

/** For the instrumenter: the node and all within it stay as they are. */
export const PROSE = {
  shouldIgnore: (path: { readonly node: unknown }) => proseReason(path.node as Node),
};
