import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** The licence texts of every package of which a bundle holds a part, by name. */
export async function collectLicenses(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const texts = await Promise.all(Array.from(folders, (folder) => describePackage(root, folder)));
  return Array.from(new Set(texts))
    .sort()
    .join(`\n${"-".repeat(80)}\n`);
}

// `node_modules/a/node_modules/@b/c/lib/x.js` → `node_modules/a/node_modules/@b/c`
function packageFolder(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

async function describePackage(root: string, folder: string): Promise<string> {
  const path = join(root, folder);
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(path, "package.json"), "utf8")));
  const file = (await readdir(path)).sort().find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text =
    file === undefined ? "(the package ships no licence file)" : await readFile(join(path, file), "utf8");
  const heading = `${manifest.name} ${manifest.version} (${manifest.license ?? "licence not stated"})`;
  return `${heading}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
}
