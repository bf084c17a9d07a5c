import { describe, expect, it } from "vitest";
import { importsOf, LAYERS, type Layer, resolveImport, sourceFiles } from "./support/source-files.ts";

interface LayerRule {
  /** Layers it may import from, beside itself. */
  readonly from: readonly Layer[];
  /** Packages it may import; `node:` stands for Node's own modules. */
  readonly packages: readonly string[];
  /** Composition roots may construct adapters; nothing else in a shell imports them. */
  readonly wire?: readonly Layer[];
}

const SHELL = { from: ["core", "usecases"], wire: ["adapters"] } as const;

const RULES: Record<Layer, LayerRule> = {
  core: { from: [], packages: ["zod", "@bufbuild/cel", "@noble/hashes"] },
  usecases: { from: ["core"], packages: ["zod"] },
  adapters: {
    from: ["core"],
    packages: [
      "node:",
      "@actions/artifact",
      "@actions/core",
      "@actions/github",
      "@bufbuild/protobuf",
      "@octokit/auth-app",
      "@octokit/core",
      "@octokit/openapi-types",
      "@octokit/rest",
      "@sigstore/bundle",
      "@sigstore/protobuf-specs",
      "@sigstore/verify",
      "handlebars",
      "hyparquet",
      "hyparquet-writer",
      "probot",
      "smol-toml",
      "yaml",
      "yauzl",
      "zod",
    ],
  },
  action: { ...SHELL, packages: ["node:", "@actions/core", "@actions/github", "zod"] },
  app: { ...SHELL, packages: ["node:", "probot", "zod", "@octokit/auth-app", "@octokit/webhooks"] },
  // `pedigree run` serves the tracking protocol in its own process.
  cli: { ...SHELL, wire: ["adapters", "web"], packages: ["node:"] },
  web: { ...SHELL, packages: ["node:", "hono"] },
  sandbox: {
    from: [],
    packages: [
      "node:",
      "ajv",
      "ajv-formats",
      "yaml",
      "@octokit/openapi-types",
      "@octokit/openapi-webhooks-types",
      "markdown-it",
      "zod",
    ],
  },
};

/** Imports that a rule allows by name, with the reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  "core/errors.ts": "the sandbox raises the project's own errors",
};

function violationsOf(layer: Layer, file: string): readonly string[] {
  const rule = RULES[layer];
  const wire = file.endsWith("/wire.ts") ? (rule.wire ?? []) : [];
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith(".")) {
      return rule.packages.some((name) => matchesPackage(specifier, name))
        ? []
        : [`${file}: package ${specifier}`];
    }
    const target = resolveImport(file, specifier);
    const to = LAYERS.find((name) => target.startsWith(`${name}/`));
    const allowed = to === layer || (to !== undefined && [...rule.from, ...wire].includes(to));
    return allowed || target in ALLOWED ? [] : [`${file}: ${target}`];
  });
}

function matchesPackage(specifier: string, name: string): boolean {
  return name === "node:"
    ? specifier.startsWith("node:")
    : specifier === name || specifier.startsWith(`${name}/`);
}

function findCycle(files: readonly string[]): readonly string[] | undefined {
  const edges = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => resolveImport(file, specifier)),
    ]),
  );
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("architecture", () => {
  it.each(LAYERS)("%s imports only from the layers and packages it may", (layer) => {
    expect(sourceFiles(layer).flatMap((file) => violationsOf(layer, file))).toEqual([]);
  });

  it("has no import cycle, not of types either", () => {
    expect(findCycle(LAYERS.flatMap((layer) => sourceFiles(layer)))).toBeUndefined();
  });

  it("keeps clock, chance and environment out of the core and the use cases", async () => {
    const { readFile } = await import("node:fs/promises");
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|process\.|globalThis|setTimeout|fetch\()/;
    const files = [...sourceFiles("core"), ...sourceFiles("usecases")];
    const texts = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(file, "utf8") })),
    );
    expect(texts.filter(({ text }) => impure.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
