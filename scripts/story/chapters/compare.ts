import type { Setting } from "../teller.ts";

export interface ComparedPull {
  readonly number: number;
  readonly comment: { readonly url: string; readonly characters: number; readonly body: string };
}

const BRANCH = "faster-learning";

/** Chapter: a pull request changes a hyperparameter, and the comparison appears on it. */
export async function compareOnPullRequest(setting: Setting): Promise<ComparedPull> {
  const { narrator, training, maria } = setting;
  narrator.chapter("A pull request changes the learning rate");
  await changeLearningRate(setting);
  const { data: pull } = await maria.pulls.create({
    ...training,
    title: "Learn faster",
    head: BRANCH,
    base: "main",
  });
  narrator.line("maria opens “Learn faster”: learning_rate 0.01 → 0.3", pull.html_url);
  await narrator.during("the workflow trains on the pull request and compares", () => setting.settle());
  const { data: comments } = await maria.issues.listComments({ ...training, issue_number: pull.number });
  const comment = comments.find(({ user }) => user?.type === "Bot");
  if (comment?.body === undefined) throw new Error("the pull request has no comparison");
  narrator.line(`one comment with the comparison, ${comment.body.length} characters`, comment.html_url);
  narrator.aside(visibleStart(comment.body));
  return {
    number: pull.number,
    comment: { url: comment.html_url, characters: comment.body.length, body: comment.body },
  };
}

async function changeLearningRate({ maria, training }: Setting): Promise<void> {
  const { data: main } = await maria.git.getRef({ ...training, ref: "heads/main" });
  await maria.git.createRef({ ...training, ref: `refs/heads/${BRANCH}`, sha: main.object.sha });
  const { data } = await maria.repos.getContent({ ...training, path: "params.json", ref: BRANCH });
  if (Array.isArray(data) || data.type !== "file") throw new Error("params.json is no file");
  const params = Buffer.from(data.content, "base64").toString("utf8");
  await maria.repos.createOrUpdateFileContents({
    ...training,
    path: "params.json",
    branch: BRANCH,
    sha: data.sha,
    message: "Raise the learning rate",
    content: Buffer.from(params.replace('"learning_rate": 0.01', '"learning_rate": 0.3')).toString("base64"),
  });
}

/** The lines that a reader sees first: verdict and table. */
function visibleStart(body: string): string {
  return body
    .replace(/<!--[\s\S]*?-->/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 9)
    .join("\n");
}
