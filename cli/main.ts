#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import process from "node:process";
import { compileCacheFolder } from "./compile-cache.ts";

// Before anything else is loaded: the next start then takes a third of the time.
enableCompileCache(compileCacheFolder(process.env));
const [{ runCli }, { createCliPorts }, { openOutput }, { outliveSignals }] = await Promise.all([
  import("./run.ts"),
  import("./wire.ts"),
  import("./output.ts"),
  import("./signals.ts"),
]);

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const version =
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";

// What `run` starts is told of a signal and decides when it ends, or is not started after one; after that, another one must not end this process
// while it writes the record. Every other command ends by one at once.
const isRun = process.argv[2] === "run";
const came = isRun ? outliveSignals(process) : undefined;

const output = openOutput(process, { goesOn: isRun });
output.answer(
  await runCli(process.argv.slice(2), { ports: createCliPorts(process.env, process.cwd(), came), version }),
);
