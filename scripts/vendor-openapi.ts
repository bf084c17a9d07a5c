/**
 * Writes `sandbox/contract/github-openapi.json` and `github-webhooks.json`: GitHub's own description of its REST API
 * and webhooks, reduced to the operations and events of `openapi-selection.ts`.
 *
 * Usage: `node scripts/vendor-openapi.ts [--from FOLDER]`. FOLDER holds the packages' tarballs; without it they are
 * fetched with `npm pack` into a temporary folder.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { OPERATIONS, WEBHOOKS } from "./openapi-selection.ts";
import { closure, isObject, type Json, type JsonObject, shareRepeated, trimSchema } from "./openapi-trim.ts";

const REST = { name: "@octokit/openapi", version: "23.0.2" };
const HOOKS = { name: "@octokit/openapi-webhooks", version: "12.1.0" };
const DESCRIPTION = "package/generated/api.github.com.json";
/** The one action of `repository_dispatch` is whatever its sender chose; GitHub describes a sample. */
const WEBHOOK_KEYS: Readonly<Record<string, string>> = {
  repository_dispatch: "repository-dispatch-sample.collected",
};
const TARGET = join(import.meta.dirname, "../sandbox/contract");

interface Source {
  readonly description: JsonObject;
  readonly license: string;
}

const folder = parseArgs({ options: { from: { type: "string" } } }).values.from;
const rest = readPackage(REST, folder);
const hooks = readPackage(HOOKS, folder);
writeContract("github-openapi.json", "operations", trimOperations(rest.description), rest.description);
writeContract("github-webhooks.json", "webhooks", trimWebhooks(hooks.description), hooks.description);
writeFileSync(join(TARGET, "LICENSE-octokit-openapi.txt"), rest.license);
writeFileSync(join(TARGET, "README.md"), readme());

function readPackage(source: typeof REST, from: string | undefined): Source {
  const temporary = mkdtempSync(join(tmpdir(), "vendor-openapi-"));
  try {
    if (from === undefined) {
      execFileSync("npm", ["pack", `${source.name}@${source.version}`, "--silent"], { cwd: temporary });
    }
    const file = `${source.name.replace("@", "").replace("/", "-")}-${source.version}.tgz`;
    const tarball = join(from ?? temporary, file);
    execFileSync("tar", ["-xzf", tarball, "-C", temporary, DESCRIPTION, "package/LICENSE"]);
    const description: Json = JSON.parse(readFileSync(join(temporary, DESCRIPTION), "utf8"));
    if (!isObject(description)) throw new Error(`${source.name} holds no description`);
    return { description, license: readFileSync(join(temporary, "package/LICENSE"), "utf8") };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function trimOperations(description: JsonObject): Map<string, Json> {
  const operations = new Map<string, Json>();
  for (const line of OPERATIONS.trim().split("\n")) {
    const words = line.split(" ");
    const path = words.pop() ?? "";
    const item = at(description, "paths", path);
    for (const method of words) {
      const operation = at(item, method.toLowerCase());
      operations.set(`${method} ${path}`, trimOperation(description, operation));
    }
  }
  return operations;
}

function trimOperation(description: JsonObject, operation: JsonObject): JsonObject {
  const parameters = list(operation.parameters).map((parameter) => resolve(description, parameter));
  const responses = Object.entries(isObject(operation.responses) ? operation.responses : {});
  return {
    parameters: parameters.filter((p) => p.in === "path" || p.in === "query").map(trimParameter),
    ...(isObject(operation.requestBody)
      ? { body: trimBody(resolve(description, operation.requestBody)) }
      : {}),
    responses: Object.fromEntries(
      responses.map(([status, value]) => [status, trimContent(resolve(description, value).content)]),
    ),
  };
}

function trimParameter(parameter: JsonObject): JsonObject {
  const required = parameter.required === true ? { required: true } : {};
  const segments = parameter["x-multi-segment"] === true ? { segments: "many" } : {};
  const where = { name: parameter.name ?? "", in: parameter.in ?? "" };
  return { ...where, ...required, ...segments, schema: trimSchema(parameter.schema ?? {}) };
}

function trimBody(body: JsonObject): JsonObject {
  return { ...(body.required === true ? { required: true } : {}), content: trimContent(body.content) };
}

/** Media type to schema; empty when nothing is sent. */
function trimContent(content: Json | undefined): JsonObject {
  if (!isObject(content)) return {};
  return Object.fromEntries(
    Object.entries(content).map(([type, value]) => [
      type,
      trimSchema((isObject(value) && value.schema) || {}),
    ]),
  );
}

function trimWebhooks(description: JsonObject): Map<string, Json> {
  const webhooks = new Map<string, Json>();
  for (const [event, actions] of Object.entries(WEBHOOKS)) {
    for (const action of actions.length === 0 ? [""] : actions) {
      const key = WEBHOOK_KEYS[event] ?? [event, action].filter((part) => part !== "").join("-");
      const name = action === "" ? event : `${event}.${action}`;
      const path = [
        "webhooks",
        key.replaceAll("_", "-"),
        "post",
        "requestBody",
        "content",
        "application/json",
      ];
      webhooks.set(name, trimSchema(at(description, ...path).schema ?? {}));
    }
  }
  return webhooks;
}

function writeContract(
  file: string,
  kind: string,
  entries: Map<string, Json>,
  description: JsonObject,
): void {
  const all = Object.entries(at(description, "components", "schemas"));
  const schemas = new Map(all.map(([name, schema]) => [name, trimSchema(schema)] as const));
  const needed = [...closure(Object.fromEntries(entries), schemas)];
  const used = shareRepeated(new Map(needed.toSorted(byName)));
  // Sharing may leave a schema out that was only ever inlined; the closure is taken once more over the result.
  const final = closure(Object.fromEntries(entries), used);
  const text = `{\n"${kind}": ${lines(entries)},\n"schemas": ${lines(new Map([...final].toSorted(byName)))}\n}\n`;
  writeFileSync(join(TARGET, file), text);
  console.log(
    `${file}: ${entries.size} ${kind}, ${final.size} schemas, ${(text.length / 1000).toFixed(0)} kB`,
  );
}

function byName(a: readonly [string, Json], b: readonly [string, Json]): number {
  return a[0] < b[0] ? -1 : 1;
}

/** One entry a line, so that a difference between two versions can be read. */
function lines(entries: ReadonlyMap<string, Json>): string {
  return `{\n${[...entries].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",\n")}\n}`;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function resolve(description: JsonObject, value: Json): JsonObject {
  if (!isObject(value)) throw new Error("the description has an entry of an unexpected form");
  if (typeof value.$ref !== "string") return value;
  return at(description, ...value.$ref.replace("#/", "").split("/"));
}

function at(root: JsonObject, ...path: readonly string[]): JsonObject {
  let value: Json | undefined = root;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  if (!isObject(value)) throw new Error(`GitHub's description has no ${path.join(" > ")}`);
  return value;
}

function readme(): string {
  return `# GitHub's own description, as a judge

\`github-openapi.json\` and \`github-webhooks.json\` are generated by \`node scripts/vendor-openapi.ts\` and never edited.
They are reduced copies (no prose, no examples, selected operations and events) of GitHub's OpenAPI description, which
GitHub publishes under the MIT licence (\`LICENSE-octokit-openapi.txt\`) and which is packaged as:

- \`github-openapi.json\`: \`${REST.name}\` ${REST.version}, MIT
- \`github-webhooks.json\`: \`${HOOKS.name}\` ${HOOKS.version}, MIT

Which operations and events are kept is one list: \`scripts/openapi-selection.ts\`. Where the description and GitHub's
real behaviour are known to differ is one list, too, with a reason for each line: \`allowances.ts\`.
`;
}
