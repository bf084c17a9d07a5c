import type { Setting } from "../teller.ts";
import { pullByTitle } from "../teller.ts";

/** Chapter: the first run on the main branch is recorded and becomes version 1. */
export async function trainFirstVersion(setting: Setting, folder: string): Promise<number> {
  const { narrator, training } = setting;
  narrator.chapter("A training run is recorded, and registered as version 1");
  const commit = await narrator.during(
    "maria pushes the training repository, its workflow trains and records",
    async () => {
      const pushed = await setting.push(folder, training, "Train a logistic regression");
      await setting.settle();
      return pushed;
    },
  );
  const { data } = await setting.maria.actions.listArtifactsForRepo({ ...training, per_page: 1 });
  const artifact = data.artifacts[0];
  narrator.line(
    `commit ${commit.slice(0, 7)}: artifact ${artifact?.name ?? "none"}, ${artifact?.size_in_bytes ?? 0} bytes, ${artifact?.digest ?? ""}`,
  );
  const version = await pullByTitle(setting, `${setting.model} 1`);
  narrator.line(
    `the App checked where the run came from and landed “${version.title}” (${version.labels.join(", ")})`,
    version.url,
  );
  return version.number;
}
