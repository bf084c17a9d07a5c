import type { LoggedModel } from "../ports/tracking-store.ts";
import { portablePart } from "../run/portable-path.ts";
import { pathOfArtifactUri } from "./artifact-path.ts";
import type { TrackedPlace } from "./tracked-labels.ts";

/** A folder of tracked artifacts, and where in a record it goes, below `files/`. */
export interface ArtifactCopy {
  readonly from: string;
  readonly to: string;
  readonly role: "model" | "artifact";
}

/**
 * What tracked runs saved: each run's artifacts under its name, each logged model under its own. The only model that was
 * logged is the run's model, unless somebody named one; of several nobody knows which is meant.
 */
export function artifactCopies(
  places: readonly TrackedPlace[],
  models: readonly LoggedModel[],
  isModelNamed: boolean,
): readonly ArtifactCopy[] {
  const groups = new Map(places.map(({ run, group }) => [run.id, group]));
  const folder = (id: string) => (groups.size > 1 ? `mlflow/${folderOf(groups.get(id) ?? id)}` : "mlflow");
  const role = models.length === 1 && !isModelNamed ? "model" : "artifact";
  return [
    ...places.flatMap(({ run }) => copyOf(run.artifactUri, folder(run.id), "artifact")),
    ...models.flatMap((model) =>
      copyOf(
        model.artifactUri,
        `${folder(model.runId)}/models/${safe(model.name)}-${model.id.slice(-8)}`,
        role,
      ),
    ),
  ];
}

function folderOf(group: string): string {
  return group.split("/").map(portablePart).join("/");
}

/** Nothing where a client keeps its artifacts in a place of its own. */
function copyOf(uri: string, to: string, role: ArtifactCopy["role"]): readonly ArtifactCopy[] {
  try {
    return [{ from: pathOfArtifactUri(uri), to, role }];
  } catch {
    return [];
  }
}

function safe(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^\.+/, "")
      .slice(0, 60) || "model"
  );
}
