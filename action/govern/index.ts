import { getInput } from "@actions/core";
import { readGovernInputs } from "./inputs.ts";
import { readOccasion } from "./occasion.ts";
import { runGovern } from "./run-govern.ts";
import { wireGovern } from "./wire.ts";

const { host, payload, open } = wireGovern();
const event = await payload(process.env.GITHUB_EVENT_PATH ?? "").catch(() => null);
const occasion = readOccasion(process.env.GITHUB_EVENT_NAME ?? "", event);
await runGovern(host, async () => open(readGovernInputs((name) => getInput(name), process.env)), occasion);
