import { type Node, Scalar, visit } from "yaml";
import { PedigreeError } from "../../core/errors.ts";
import { isObject } from "./json.ts";
import { composeYaml, DEFAULT_YAML_LIMITS, type YamlLimits } from "./yaml.ts";

/** How often all aliases together may stand for a value, those within values counted as often as these are named. */
const MAX_ALIASES = 1_000;

const MERGE = "<<";
const PYTHON = "tag:yaml.org,2002:python/";

/**
 * Reads YAML as training code and its users write it, by the rules of `parseYaml` but for three: aliases and merge keys (`<<: *base`) stand
 * for what they name, since people share values so and Python's `yaml.dump` writes one where two values are the same object;
 * and tags of a language are passed over, so that `!!python/tuple [0.9, 0.999]` is a list, and `!!python/name:torch.optim.Adam` is that
 * name. Nothing is ever made of them. Raises FILE_TOO_LARGE and FILE_UNREADABLE.
 */
export function parseYamlDump(
  text: string,
  subject: string,
  limits: YamlLimits = DEFAULT_YAML_LIMITS,
): unknown {
  const { document } = composeYaml(text, subject, limits, { aliases: true, tags: true });
  // Objects of Python that have no content are all name.
  visit(document, {
    Scalar: (_, node) => (node.source === "" ? nameOf(node) : undefined),
    Collection: (_, node) => (node.items.length === 0 ? nameOf(node) : undefined),
  });
  return withMerged(plainOf(document, subject), new Map());
}

function nameOf({ tag }: Node): Scalar | undefined {
  return tag?.startsWith(PYTHON) === true
    ? new Scalar(tag.slice(tag.indexOf(":", PYTHON.length) + 1))
    : undefined;
}

function plainOf(document: ReturnType<typeof composeYaml>["document"], subject: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new PedigreeError("FILE_TOO_LARGE", "YAML is too large", {
      subject,
      expected: `values that are named by at most ${MAX_ALIASES} aliases`,
      found: "more",
      remedy: "write the values out that are named most often",
      cause,
    });
  }
}

/** What aliases share is made once, however often it is named. */
function withMerged(value: unknown, made: Map<unknown, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const before = made.get(value);
  if (before !== undefined) return before;
  const after = Array.isArray(value)
    ? value.map((item) => withMerged(item, made))
    : mergedObject(Object.entries(value), made);
  made.set(value, after);
  return after;
}

/** Of several that have a key the map itself counts first, then they in their order (https://yaml.org/type/merge.html). */
function mergedObject(entries: readonly (readonly [string, unknown])[], made: Map<unknown, unknown>): object {
  const all = entries.map(([key, value]): [string, unknown] => [key, withMerged(value, made)]);
  const merged = all.find(([key]) => key === MERGE)?.[1];
  const bases = Array.isArray(merged) ? merged : [merged];
  if (!bases.every(isObject)) return Object.fromEntries(all);
  const own = all.filter(([key]) => key !== MERGE);
  return Object.fromEntries([...bases.toReversed().flatMap((base) => Object.entries(base)), ...own]);
}
