import { completeCard } from "../card-text.ts";
import { approve, type PullSummary, pullByTitle, type Setting, verdictOf } from "../teller.ts";

/** Chapter: version 1 goes to staging by a comment and to production by a label. */
export async function promoteFirstVersion(setting: Setting, versionPull: number): Promise<void> {
  const { narrator, model } = setting;
  narrator.chapter("Version 1 goes to staging, then to production");
  const staging = await requestByComment(setting, versionPull, 1, "staging");
  await approve(setting, "aisha", staging);
  await setting.settle();
  await sayLanded(setting, staging);

  const production = await requestByLabel(setting, versionPull, 1, "production");
  await writeCard(setting, production, 1);
  const judged = await pullByTitle(setting, `${model} 1 → production`);
  await approve(setting, "aisha", judged);
  await approve(setting, "jonas", judged);
  await setting.settle();
  await sayLanded(setting, judged);
}

/** maria asks by `/promote STAGE` on the version's pull request. */
export async function requestByComment(
  setting: Setting,
  pull: number,
  version: number,
  stage: string,
): Promise<PullSummary> {
  await setting.maria.issues.createComment({
    ...setting.registry,
    issue_number: pull,
    body: `/promote ${stage}`,
  });
  await setting.settle();
  const request = await pullByTitle(setting, `${setting.model} ${version} → ${stage}`);
  setting.narrator.line(`maria comments “/promote ${stage}”, the App opens “${request.title}”`, request.url);
  return request;
}

/** maria puts the stage's label on by hand; the App takes it off and opens the request. */
async function requestByLabel(
  setting: Setting,
  pull: number,
  version: number,
  stage: string,
): Promise<PullSummary> {
  await setting.maria.issues.addLabels({
    ...setting.registry,
    issue_number: pull,
    labels: [`stage: ${stage}`],
  });
  await setting.settle();
  const request = await pullByTitle(setting, `${setting.model} ${version} → ${stage}`);
  const { labels } = await pullByTitle(setting, `${setting.model} ${version}`);
  setting.narrator.line(`maria puts the label “stage: ${stage}” on version ${version} by hand`);
  setting.narrator.line(
    `the App takes it off again (now: ${labels.join(", ")}) and opens “${request.title}”`,
    request.url,
  );
  return request;
}

/** maria completes the model card on the request's branch: the one file that people may edit there. */
export async function writeCard(setting: Setting, request: PullSummary, version: number): Promise<void> {
  const file = { ...setting.registry, path: `models/${setting.model}/versions/${version}/card.md` };
  const { data } = await setting.maria.repos.getContent({ ...file, ref: request.branch });
  if (Array.isArray(data) || data.type !== "file") throw new Error(`${file.path} is no file`);
  const card = Buffer.from(data.content, "base64").toString("utf8");
  await setting.maria.repos.createOrUpdateFileContents({
    ...file,
    branch: request.branch,
    sha: data.sha,
    message: `Complete the card of ${setting.model} ${version}`,
    content: Buffer.from(completeCard(card)).toString("base64"),
  });
  await setting.settle();
  setting.narrator.line(`maria completes the model card on ${request.branch}`);
}

export async function sayLanded(setting: Setting, request: PullSummary): Promise<void> {
  const after = await pullByTitle(setting, request.title);
  if (!after.merged) {
    const verdict = await verdictOf(setting, after);
    throw new Error(`“${request.title}” did not land: ${verdict.title}\n${verdict.summary}`);
  }
  setting.narrator.line(`every requirement is met: the App lands “${request.title}”`, request.url);
}
