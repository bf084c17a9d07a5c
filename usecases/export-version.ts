import { digestOf } from "../core/canonical.ts";
import { annexIv } from "../core/export/annex-iv.ts";
import { cycloneDx } from "../core/export/cyclonedx.ts";
import type { Exported, ExportedVersion } from "../core/export/exported-version.ts";
import { huggingFace } from "../core/export/hugging-face.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import { isDecided } from "../core/registry/event.ts";
import { formatPath } from "../core/registry/layout.ts";
import { nothingMeant, type VersionReference } from "../core/registry/version-reference.ts";
import { judgeCard } from "./fill-card.ts";
import { openVersion } from "./open-version.ts";
import { readLog } from "./read-log.ts";

export const EXPORT_FORMATS = ["hugging-face", "cyclonedx", "annex-iv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportPorts {
  readonly history: RegistryHistory;
  readonly documents: Documents;
  readonly renderer: Renderer;
}

/** A registered version in another form, from a clone alone: the same clone gives the same bytes. */
export async function exportVersion(
  ports: ExportPorts,
  reference: VersionReference,
  format: ExportFormat,
): Promise<Exported> {
  const version = await readExported(ports, reference);
  switch (format) {
    case "hugging-face":
      return huggingFace(version);
    case "cyclonedx":
      return cycloneDx(version);
    case "annex-iv": {
      const view = annexIv(version);
      const missing = view.points.length - view.complete;
      return {
        files: new Map([["annex-iv.md", ports.renderer.render("annex-iv", view)]]),
        notes: missing === 0 ? [] : [`something is missing under ${missing} of ${view.points.length} points`],
      };
    }
  }
}

async function readExported(
  { history, documents, renderer }: ExportPorts,
  reference: VersionReference,
): Promise<ExportedVersion> {
  const opened = await openVersion(history, documents, reference);
  const { subject, form, ancestors, standing, digests, card: text } = opened;
  if (standing === undefined) throw nothingMeant(opened.stages, reference.which);
  const { version } = subject.version;
  const log = await readLog(history, reference.model);
  const card = documents.card(text);
  return {
    subject,
    card,
    facts: judgeCard(renderer, form, { card, subject, ancestors }),
    stage: standing.stage,
    at: standing.since,
    digests,
    events: log.flatMap(({ event }) =>
      isDecided(event) && event.version === version
        ? [
            {
              file: formatPath({ ...event, kind: "event", event: event.kind }),
              digest: digestOf(event),
            },
          ]
        : [],
    ),
  };
}
