import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { sha256Schema } from "../../core/names.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { exportRegistry } from "../support/git-objects.ts";
import { asked, promoted, registered, written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { tempFolder } from "../support/temp-folder.ts";

const run = (...argv: string[]) => runCli(argv, { ports: createCliPorts(), version: "1.2.3" });
const lines = (text: string) => text.trimEnd().split(/\r?\n/);

/** Digests and commits by their order, so that a golden file shows which are the same and survives new card templates. */
function matchGolden(text: string, name: string): Promise<void> {
  const seen: string[] = [];
  const masked = text.replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b|\b[0-9a-f]{12}$/gm, (hex) => {
    if (!seen.includes(hex)) seen.push(hex);
    return `<${hex.length} hex: ${seen.indexOf(hex) + 1}>`;
  });
  return expect(masked).toMatchFileSnapshot(join(import.meta.dirname, "golden", name));
}

const WAIVER = `waivers:
  - { model: churn, version: 1, stage: production, requirement: data, by: ada, reason: "=HYPERLINK(1) is no formula", expires: 2026-12-31 }
`;
const DATA = [
  {
    name: "data/customers.csv",
    scheme: "sha256" as const,
    id: "7".repeat(64),
    digest: sha256Schema.parse("7".repeat(64)),
    bytes: 10,
    files: 1,
    strength: "A" as const,
    role: "training" as const,
  },
];

/** Version 1 serves by a waiver; version 2 displaces it by an override, for which nobody but mary answers. */
async function audited(): Promise<RegistryWorld> {
  const world = new RegistryWorld(
    `${POLICY.replace("access:", "access:\n  override: [{ user: mary }]").replace("metrics:", "data: A\n      metrics:")}${WAIVER}`,
  );
  const first = await registered(world, 1, { auc: 0.9 });
  await promoted(world, first, [grace, mary]);
  const second = await registered(world, 2, { auc: 0.92, run: { data: DATA } });
  const move = await asked(world, second);
  world.pulls.review(move, grace);
  await evaluatePull(world.ports, move);
  const body = "/override the old one fails; every request; at night";
  const outcome = await answerComment(world.ports, written(world, { pull: move, body, sender: mary }));
  if (outcome.kind !== "overridden") throw new Error(JSON.stringify(outcome));
  return world;
}

let clone: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), "pedigree-history-"));
  exportRegistry((await audited()).repository, clone);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

const history = (...argv: string[]) => run("history", "churn", "--dir", clone, ...argv);

describe("pedigree history", () => {
  it("tells every change with its evidence, for a spreadsheet", async () => {
    const { stdout } = await history("--csv");
    await matchGolden(stdout, "history.csv");
    const [head, ...rows] = lines(stdout);
    expect(rows).toHaveLength(5);
    const cells = head?.split(",").length;
    for (const row of rows)
      expect(row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.filter(Boolean).length).toBe(cells);
  });

  it("tells the same as a table and as text", async () => {
    await matchGolden((await history("--md")).stdout, "history-md.txt");
    await matchGolden((await history()).stdout, "history.txt");
  });

  it("tells who held what on a day, by whose approval, on what evidence, trained on which data", async () => {
    const at = ["--stage", "production", "--at", "2026-01-31"];
    await matchGolden((await history(...at)).stdout, "history-at.txt");
    await matchGolden((await history(...at, "--json")).stdout, "history-at-json.txt");
  });

  it("answers for a moment, a date being the end of that day in UTC", async () => {
    const at = async (moment: string) => {
      const { standings } = JSON.parse(
        (await history("--stage", "production", "--at", moment, "--json")).stdout,
      );
      return standings.map(({ version }: { version: number }) => version);
    };
    expect(await at("2026-01-30")).toEqual([]);
    expect(await at("2026-01-31T12:00:08Z")).toEqual([1]);
    expect(await at("2026-01-31")).toEqual([2]);
    expect((await history("--at", "2026-01-31")).stdout).toContain("in UTC");
    expect((await history("--at", "2026-01-30")).stdout).toContain("nothing");
  });

  it("lets no cell be a formula: names, reasons and commands of others stay text", async () => {
    const world = new RegistryWorld(POLICY.replace("promote:", "override: [{ user: mary }]\n  promote:"));
    const home = await registered(world, 1);
    const requester = { ...ada, login: "@SUM(1)" };
    world.people.teams.get("acme/science")?.add(requester.id);
    await asked(world, home, { sender: requester });
    const move = (await world.pulls.open())[0]?.number ?? 0;
    for (const lead of [{ ...grace, login: "=cmd|' /C calc'!A0" }, mary]) world.pulls.review(move, lead);
    await evaluatePull(world.ports, move);
    const folder = exportRegistry(world.repository, tempFolder());
    const { stdout } = await run("history", "churn", "--dir", folder, "--csv");
    const cells = lines(stdout).flatMap((line) => line.match(/"([^"]|"")*"|[^,]+/g) ?? []);
    expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(stdout).toContain(",'@SUM(1),");
  });

  it("tells waivers, overrides and data as data", async () => {
    const world = await audited();
    const { repository } = world;
    const folder = exportRegistry(repository, tempFolder());
    const { stdout } = await run("history", "churn", "--dir", folder, "--json");
    const { entries } = JSON.parse(stdout);
    expect(entries.map(({ waivers }: { waivers: unknown[] }) => waivers.length)).toEqual([0, 1, 0, 0, 0]);
    expect(entries.at(-2).override.reason).toBe("the old one fails; every request; at night");
    expect(entries.at(-2).data).toEqual(DATA);
  });

  it.each([
    [["history", "chrn"], "MODEL_UNKNOWN"],
    [["history", "../x"], "NAME_INVALID"],
    [["history", "churn", "--stage", "prod"], "STAGE_UNKNOWN"],
    [["history", "churn", "--at", "yesterday"], "INPUT_INVALID"],
    [["history", "churn", "--at", "2026-02-30"], "INPUT_INVALID"],
    [["history", "churn", "--csv", "--md"], "INPUT_INVALID"],
  ])("refuses %j", async (argv, code) => {
    const { status, stderr } = await run(...argv, "--dir", clone);
    expect({ status, code: stderr.split(": ")[1] }).toEqual({ status: 2, code });
  });
});
