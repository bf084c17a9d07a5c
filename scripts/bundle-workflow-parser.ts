/**
 * Bundles GitHub's own workflow parser and expression engine into `sandbox/actions/generated/workflow-parser.mjs`:
 * as published they do not load in Node's module system (they import JSON without the attribute that Node asks for).
 * What is exported is what `workflow-parser.d.mts`, beside it, declares.
 *
 * Usage: `node scripts/bundle-workflow-parser.ts [--check]`; `--check` fails when the committed bundle differs.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, type Plugin } from "esbuild";

const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(ROOT, "sandbox/actions/generated");
const BUNDLE = join(FOLDER, "workflow-parser.mjs");

/**
 * Two defects of version 0.3.61 that make a workflow run otherwise than on GitHub, and their mending: the packages were
 * written for an editor, which never evaluates what it parses.
 */
const MENDED: readonly { readonly file: RegExp; readonly from: string; readonly to: string }[] = [
  {
    // Only the first doubled quote of a literal became one.
    file: /expressions\/dist\/lexer\.js$/,
    from: `value.replace("''", "'")`,
    to: `value.replaceAll("''", "'")`,
  },
  {
    // A block with an expression was taken with its indentation and quotes as written, not as the text that YAML means.
    file: /workflow-parser\/dist\/templates\/template-reader\.js$/,
    from: "isSingleLine ? token.value : token.source ?? token.value",
    to: "token.value",
  },
];

const { check } = parseArgs({ options: { check: { type: "boolean" } } }).values;
const { bundle, packages } = await bundleParser();
const files = new Map([
  [BUNDLE, bundle],
  [join(FOLDER, "LICENSES.txt"), licenses(packages)],
]);
for (const [file, text] of files) {
  if (check !== true) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${file} is out of date; run node scripts/bundle-workflow-parser.ts`);
    process.exitCode = 1;
  }
}
console.log(`workflow-parser.mjs: ${(bundle.length / 1000).toFixed(0)} kB from ${packages.join(", ")}`);

async function bundleParser(): Promise<{ bundle: string; packages: readonly string[] }> {
  const result = await build({
    stdin: {
      contents: readFileSync(join(FOLDER, "workflow-parser.d.mts"), "utf8"),
      resolveDir: ROOT,
      loader: "js",
    },
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    legalComments: "none",
    format: "esm",
    platform: "node",
    target: "node24",
    // The yaml package is CommonJS and asks for Node's own modules by require.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    write: false,
    metafile: true,
    logLevel: "error",
    plugins: [mendPlugin()],
  });
  const names = Object.keys(result.metafile.inputs).flatMap(packageOf);
  return { bundle: result.outputFiles[0]?.text ?? "", packages: [...new Set(names)].toSorted() };
}

function mendPlugin(): Plugin {
  return {
    name: "mend",
    setup(bundling) {
      for (const { file, from, to } of MENDED) {
        bundling.onLoad({ filter: file }, ({ path }) => {
          const [before = "", after, ...more] = readFileSync(path, "utf8").split(from);
          if (after === undefined || more.length > 0) throw new Error(`${path}: nothing to mend, see MENDED`);
          return { contents: `${before}${to}${after}`, loader: "js" };
        });
      }
    },
  };
}

function packageOf(input: string): readonly string[] {
  const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1] === undefined ? [] : [match[1]];
}

function licenses(packages: readonly string[]): string {
  return packages
    .map((name) => {
      const folder = join(ROOT, "node_modules", name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const { version, license }: { version: string; license: string } = JSON.parse(
        readFileSync(join(folder, "package.json"), "utf8"),
      );
      const text =
        file === undefined ? "(the package holds no licence text)" : readFileSync(join(folder, file), "utf8");
      return `${name} ${version}: ${license}\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
