#!/usr/bin/env node
import { readFileSync } from "node:fs";
import process from "node:process";
import { runCli } from "./run.ts";
import { createCliPorts } from "./wire.ts";

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const version =
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";

// What `run` starts is told of a signal and decides when it ends; after that, another one must not end this process
// while it writes the record. Every other command ends by one at once.
if (process.argv[2] === "run") for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});

const { stdout, stderr, status } = await runCli(process.argv.slice(2), { ports: createCliPorts(), version });
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
