import { relative } from "node:path";
import type { Plugin } from "esbuild";

const LAZY = "lazy";

/**
 * Keeps what every run loads in one chunk. esbuild makes a chunk for each set of entries and lazy modules that share
 * something, which cuts the eager modules into as many pieces as there are ways to use them. A lazy module runs when all of
 * the `eager` modules are there; where each of them says that it imports them all, there is one set.
 *
 * Paths are relative to `root`. A default export of a lazy module is not passed on.
 */
export function eagerInOneChunk(root: string, eager: readonly string[]): Plugin {
  const imports = eager.map((path) => `import "./${path}";`);
  return {
    name: "eager-in-one-chunk",
    setup: (esbuild) => {
      esbuild.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const found = await esbuild.resolve(path, { kind: "import-statement", importer, resolveDir });
        if (found.external || found.errors.length > 0) return found;
        // Relative, because the names of chunks are made from it.
        return { path: relative(root, found.path), namespace: LAZY };
      });
      esbuild.onLoad({ filter: /./, namespace: LAZY }, ({ path }) => ({
        contents: [...imports, `export * from "./${path}";`].join("\n"),
        resolveDir: root,
      }));
    },
  };
}

/** Whether an input is a file, and not what stands before a lazy module. */
export function isFile(input: string): boolean {
  return !input.startsWith(`${LAZY}:`);
}
