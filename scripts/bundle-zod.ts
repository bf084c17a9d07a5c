import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * `z` as a named import is one object that holds every language's messages, 360 kB of them; a namespace import leaves out
 * what is not used.
 */
export const zodAsNamespace: Plugin = {
  name: "zod-as-namespace",
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/^import \{ z \} from "zod";$/m, 'import * as z from "zod";');
      return { contents, loader: "ts" };
    });
  },
};

/** What of zod's schemas serves JSON Schema alone, and what stands in its place. */
const JSON_SCHEMA: readonly (readonly [found: RegExp, replacement: string])[] = [
  [/^ *inst\._zod\.processJSONSchema = .*;$/gm, ""],
  [/createStandardJSONSchemaMethod\(this, "(?:in|out)put"\)/g, "undefined"],
  [/createToJSONSchemaMethod\(this, \{\}\)\(params\)/g, "undefined"],
  [/const cl = this\.clone\(\);\s+core\.globalRegistry\.add\(cl, args\[0\]\);\s+return cl;/g, "return this;"],
];

/**
 * JSON Schemas are generated from the sources. A bundle makes none, and then a schema needs neither the code for it nor a
 * copy of itself for each description.
 */
export const zodWithoutJsonSchema: Plugin = {
  name: "zod-without-json-schema",
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /zod\/v4\/classic\/schemas\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const missing = JSON_SCHEMA.filter(([found]) => source.search(found) < 0);
      const errors = missing.map(([found]) => ({ text: `${path} has no ${found.source}` }));
      const contents = JSON_SCHEMA.reduce(
        (text, [found, replacement]) => text.replace(found, replacement),
        source,
      );
      return { contents, loader: "js", errors };
    });
  },
};
