import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/index.ts";
import { WEBHOOK_SECRET } from "../support/github.ts";
import { registryOf } from "./act.ts";
import { SPEED, startFastClock } from "./fast-time.ts";
import { FaultyFetch } from "./faulty-fetch.ts";
import { copyLight } from "./light-repositories.ts";
import { Machine } from "./machine.ts";
import type { Plant } from "./plants.ts";
import { Postman } from "./postman.ts";
import type { Scenario, Tenant } from "./scenario.ts";
import type { Template } from "./template.ts";
import { Chronicle } from "./truth.ts";
import { Witness } from "./witness.ts";

export const TENANTS: readonly Tenant[] = ["acme", "globex"];

export interface StageOptions {
  readonly template: Template;
  readonly judge?: Judge;
  /** Requests go over HTTP, rather than straight to the sandbox's routes. */
  readonly isWhole?: boolean;
  /** Stands between the App and GitHub and lies to the App: a planted defect. */
  readonly plant?: Plant;
}

/** A GitHub, the App, and everything that can go wrong between them. */
export interface Stage {
  readonly scenario: Scenario;
  readonly template: Template;
  readonly sandbox: Sandbox;
  readonly postman: Postman;
  readonly faulty: FaultyFetch;
  readonly machine: Machine;
  readonly chronicle: Chronicle;
  readonly witness: Witness;
  /** Tips of the registries before the run. */
  readonly origins: Readonly<Record<Tenant, string>>;
}

/** Sets the stage in a folder of its own; nothing runs yet. */
export async function setStage(scenario: Scenario, options: StageOptions, folder: string): Promise<Stage> {
  const { template, judge, plant, isWhole = false } = options;
  const github = join(folder, "github");
  const storage = isWhole
    ? await copyWhole(template.folder, github)
    : await copyLightly(template.folder, github);
  const postman = new Postman(scenario.mail, () => machine.address);
  const now = startFastClock();
  const sandbox = await createSandbox({
    ...storage,
    // Over HTTP the answers carry the machine's own time.
    clock: isWhole ? Date.now : now,
    hourlyRequests: 1_000_000,
    fetch: postman.fetch,
    ...(judge === undefined ? {} : { judge }),
  });
  const way = isWhole ? fetch : sandbox.fetch;
  const chronicle = new Chronicle(sandbox, template.appId);
  const witness = new Witness(sandbox, chronicle);
  const faulty = new FaultyFetch({
    faults: scenario.faults,
    perform: plant === undefined ? way : plant(way),
    truth: () => chronicle.now,
    sleep: (milliseconds) => delay(milliseconds / SPEED),
    onExchange: (exchange) => witness.see(exchange),
    onKill: () => machine.kill(),
  });
  const machine = new Machine({
    config: {
      appId: template.appId,
      privateKey: template.privateKey,
      webhookSecrets: [WEBHOOK_SECRET],
      port: 0,
      inbox: join(folder, "inbox.sqlite"),
      githubUrl: sandbox.baseUrl,
      registries: TENANTS.map((tenant) => `${tenant}/registry`),
      reconcileSeconds: 86_400,
      logLevel: "fatal",
    },
    fetch: faulty.fetch,
    log: (line) => witness.lines.push(line),
    now,
  });
  const origins = await originsOf(sandbox);
  return { scenario, template, sandbox, postman, faulty, machine, chronicle, witness, origins };
}

type Storage = Pick<SandboxOptions, "folder" | "openRepository" | "keepsState">;

async function copyWhole(template: string, folder: string): Promise<Storage> {
  await cp(template, folder, { recursive: true });
  return { folder };
}

async function copyLightly(template: string, folder: string): Promise<Storage> {
  return { folder, openRepository: await copyLight(template, folder), keepsState: false };
}

async function originsOf(sandbox: Sandbox): Promise<Record<Tenant, string>> {
  const tipOf = async (tenant: Tenant) =>
    (await sandbox.world.git(registryOf(sandbox, tenant)).ref("refs/heads/main")) ?? "";
  return { acme: await tipOf("acme"), globex: await tipOf("globex") };
}
