#!/usr/bin/env node
import { readFileSync } from "node:fs";
import process from "node:process";
import { runCli } from "./run.ts";
import { createCliPorts } from "./wire.ts";

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const version =
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";

const { stdout, stderr, status } = await runCli(process.argv.slice(2), { ports: createCliPorts(), version });
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
