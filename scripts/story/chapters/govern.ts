import { approve, pullByTitle, type Setting, verdictOf } from "../teller.ts";
import { requestByComment, sayLanded, writeCard } from "./promote.ts";

/** Chapter: merging the pull request trains version 2, which asks for production and is refused with reasons. */
export async function refuseSecondVersion(
  setting: Setting,
  trainingPull: number,
): Promise<readonly string[]> {
  const { narrator, model, training } = setting;
  narrator.chapter("Version 2 asks for production, and is refused");
  await setting.maria.pulls.merge({ ...training, pull_number: trainingPull });
  await narrator.during("maria merges; main trains again and is registered as version 2", () =>
    setting.settle(),
  );
  const version = await pullByTitle(setting, `${model} 2`);
  const staging = await requestByComment(setting, version.number, 2, "staging");
  await approve(setting, "aisha", staging);
  await setting.settle();
  await sayLanded(setting, staging);

  const request = await requestByComment(setting, version.number, 2, "production");
  const verdict = await verdictOf(setting, request);
  narrator.line(`the check “pedigree” says ${verdict.conclusion}: ${verdict.title}`);
  const missing = missingRequirements(verdict.summary);
  for (const reason of missing) narrator.aside(reason);
  return missing;
}

/** Chapter: the reasons are met one by one; what was approved before a push has to be approved again. */
export async function allowSecondVersion(setting: Setting): Promise<string> {
  const { narrator, model } = setting;
  narrator.chapter("The reasons are met, and version 2 lands");
  const title = `${model} 2 → production`;
  await approve(setting, "aisha", await pullByTitle(setting, title));
  await writeCard(setting, await pullByTitle(setting, title), 2);
  const stale = missingRequirements((await verdictOf(setting, await pullByTitle(setting, title))).summary);
  narrator.line("the push made aisha's approval one of an older commit; it counts no longer:");
  for (const reason of stale) narrator.aside(reason);

  await changePolicy(setting);
  const request = await pullByTitle(setting, title);
  await approve(setting, "aisha", request);
  await approve(setting, "jonas", request);
  await setting.settle();
  await sayLanded(setting, request);
  const { data: tip } = await setting.maria.git.getRef({ ...setting.registry, ref: "heads/main" });
  narrator.line(
    `landing commit ${tip.object.sha.slice(0, 7)}: production is version 2 now, version 1 is archived`,
  );
  return tip.object.sha;
}

const STRICT = '"candidate.auc >= holder.auc + 0.002"';
const AGREED = '"candidate.auc >= holder.auc", "candidate.log_loss <= holder.log_loss - 0.01"';

/** maria proposes that a gain in calibration counts, too; the leads approve it, as `access.edit` asks, and the App lands it. */
async function changePolicy(setting: Setting): Promise<void> {
  const { narrator, maria, registry } = setting;
  const branch = "calibration-counts";
  const { data: main } = await maria.git.getRef({ ...registry, ref: "heads/main" });
  await maria.git.createRef({ ...registry, ref: `refs/heads/${branch}`, sha: main.object.sha });
  const { data } = await maria.repos.getContent({ ...registry, path: "pedigree.yml", ref: branch });
  if (Array.isArray(data) || data.type !== "file") throw new Error("pedigree.yml is no file");
  const policy = Buffer.from(data.content, "base64").toString("utf8");
  await maria.repos.createOrUpdateFileContents({
    ...registry,
    path: "pedigree.yml",
    branch,
    sha: data.sha,
    message: "Let a gain in calibration count",
    content: Buffer.from(policy.replace(STRICT, AGREED)).toString("base64"),
  });
  const title = "Let a gain in calibration count";
  const { data: opened } = await maria.pulls.create({ ...registry, title, head: branch, base: "main" });
  await setting.settle();
  narrator.line(`maria proposes another metric gate: ${AGREED}`, opened.html_url);
  const proposal = await pullByTitle(setting, title);
  await approve(setting, "aisha", proposal);
  await approve(setting, "jonas", proposal);
  await setting.settle();
  await sayLanded(setting, proposal);
}

/** What a check's summary says is missing: each requirement with what was found. */
export function missingRequirements(summary: string): readonly string[] {
  return summary
    .split("\n")
    .filter((line) => /^\| (❌|⏳|❔|\| ↳ ❌)/u.test(line))
    .map((line) => {
      const [, , requirement = "", , found = ""] = line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.replace(/`|↳ ❌/gu, "").trim());
      return `${requirement}: ${found}`;
    });
}
