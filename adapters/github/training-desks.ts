import type { RunHead, TrainingDesk, TrainingDesks } from "../../core/ports/training-desk.ts";
import type { RecordedFile } from "../../core/run/run.ts";
import { decodeApart } from "../parquet/apart-curves.ts";
import { decodeCurves } from "../parquet/curves-parquet.ts";
import { MAX_PLOT_BYTES, plotCandidates, readPlots } from "../record/plot-reader.ts";
import { readZipEntries } from "../zip/zip-reader.ts";
import { ownerAndRepo } from "./api.ts";
import { createBaselineSource } from "./baseline.ts";
import type { DownloadRules } from "./download.ts";
import { createHolderSource } from "./holder.ts";
import type { Installations, InstalledRepository } from "./installations.ts";
import { sectionsOfOthers } from "./own-comments.ts";
import { openArtifact, type RunArtifactOptions, readNotebook } from "./run-artifacts.ts";
import { createStickyComments } from "./sticky-comment.ts";
import { readTrainingConfig } from "./training-config.ts";

/** As many plots as the Action draws, of a stranger's files. */
const MAX_PLOT_FILES = 20;

export interface TrainingDesksOptions {
  readonly installations: Installations;
  readonly serverUrl: string;
  readonly download: DownloadRules;
  readonly fetch?: typeof fetch;
}

/** Training repositories that the App is installed on, read and commented on by its own rights. */
export class GitHubTrainingDesks implements TrainingDesks {
  readonly #options: TrainingDesksOptions;

  constructor(options: TrainingDesksOptions) {
    this.#options = options;
  }

  async open(fullName: string): Promise<TrainingDesk | undefined> {
    const found = await this.#options.installations.repository(fullName);
    if (found === undefined) return undefined;
    const { installations, serverUrl, download, fetch: fetcher } = this.#options;
    const bot = await installations.bot(found.api);
    const place = { client: found.api.asRequests(), ...ownerAndRepo(found.fullName) };
    const artifacts: RunArtifactOptions = {
      ...place,
      readCurves: decodeCurves,
      download,
      ...(fetcher === undefined ? {} : { fetch: fetcher }),
    };
    return {
      repository: { id: found.id, fullName: found.fullName },
      defaultBranch: found.defaultBranch,
      serverUrl,
      pullsWithHead: (head) => pullsWithHead(found, head),
      config: () => readTrainingConfig(found),
      baseline: createBaselineSource(artifacts),
      holder: async (registry) => {
        const place = await installations.repository(registry);
        if (place === undefined || !mayTellOf(place, found)) return null;
        return createHolderSource({ client: place.api.asRequests(), ...ownerAndRepo(place.fullName) });
      },
      curves: (bytes) => decodeApart(bytes, "curves.parquet"),
      notebook: (artifact, path) => readNotebook(artifacts, artifact, path),
      plots: (artifact, files) => plotsOf(artifacts, artifact, files),
      comments: createStickyComments({ ...place, author: { kind: "account", id: bot.id } }),
      othersSections: (pullRequest, from) =>
        sectionsOfOthers(place, { pullRequest, own: bot.id, bots: from === "bots" }),
    };
  }
}

/** The App reads more than the readers of a pull request may. */
function mayTellOf(registry: InstalledRepository, training: InstalledRepository): boolean {
  const [a, b] = [registry, training].map(({ fullName }) => ownerAndRepo(fullName).owner.toLowerCase());
  return a === b && (!registry.isPrivate || training.isPrivate);
}

/** GitHub lists no pull requests with a run of a fork; a head's repository, branch and commit name them all the same. */
async function pullsWithHead(
  { api, fullName, id }: InstalledRepository,
  { repository, branch, commit }: RunHead,
): Promise<readonly number[]> {
  const head = `${ownerAndRepo(repository.fullName).owner}:${branch}`;
  const subject = `pull requests of ${head} into ${fullName}`;
  const pulls = await api.read(subject, (rest) =>
    rest.pulls.list({ ...ownerAndRepo(fullName), state: "open", head, per_page: 100 }),
  );
  return pulls
    .filter(
      (pull) =>
        pull.base.repo.id === id &&
        pull.head.repo?.id === repository.id &&
        pull.head.ref === branch &&
        pull.head.sha === commit,
    )
    .map(({ number }) => number);
}

/** A path of the record is only the name of an entry in the archive; nothing is written to disk. */
async function plotsOf(options: RunArtifactOptions, artifact: number, files: readonly RecordedFile[]) {
  const paths = plotCandidates(files).slice(0, MAX_PLOT_FILES);
  if (paths.length === 0) return { value: [], warnings: [] };
  const wanted = new Map(paths.map((path) => [path, MAX_PLOT_BYTES]));
  const entries = await readZipEntries(await openArtifact(options, artifact), wanted);
  const text = (path: string) => new TextDecoder().decode(entries.get(path));
  return await readPlots(
    paths.filter((path) => entries.has(path)),
    (path) => Promise.resolve(text(path)),
  );
}
