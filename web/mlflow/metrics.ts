import type { CurvePoint } from "../../core/ports/tracking-store.ts";
import { checkCount, MAX_CURVE_PAGE } from "../../core/tracking/limits.ts";
import { parsePageToken, windowAfter } from "../../core/tracking/page.ts";
import type { Answer, Calls, MlflowDeps } from "./api.ts";
import type { Fields } from "./fields.ts";
import { nextToken } from "./read-request.ts";
import { runIdOf } from "./runs.ts";
import { wirePoint } from "./wire-format.ts";

/** A chart shows no more runs at once. */
const MAX_BULK_RUNS = 100;
const MAX_BULK_POINTS = 2_500;

/** `metrics/…`: curves of one run, and of many for a chart. */
export function metricCalls(deps: MlflowDeps): Calls {
  return {
    "GET metrics/get-history": (fields) => readHistory(deps, fields),
    "GET metrics/get-history-bulk": (fields) => readBulk(deps, fields, "run_id"),
    "GET metrics/get-history-bulk-interval": (fields) => readBulk(deps, fields, "run_ids"),
  };
}

async function readHistory({ store }: MlflowDeps, fields: Fields): Promise<Answer> {
  const key = fields.requiredText("metric_key");
  const limit = fields.limit("max_results", { most: MAX_CURVE_PAGE, usual: MAX_CURVE_PAGE });
  const window = { offset: parsePageToken(fields.text("page_token") ?? ""), limit };
  const page = await store.readCurve(runIdOf(fields), key, window);
  return {
    metrics: page.items.map((point) => wirePoint(key, point)),
    next_page_token: nextToken(page, window),
  };
}

async function readBulk(deps: MlflowDeps, fields: Fields, idsField: string): Promise<Answer> {
  const key = fields.requiredText("metric_key");
  const ids = fields.requiredTexts(idsField);
  checkCount("runs", ids.length, MAX_BULK_RUNS);
  const most = fields.limit("max_results", { most: MAX_CURVE_PAGE, usual: MAX_BULK_POINTS });
  const steps = {
    first: fields.integer("start_step") ?? Number.NEGATIVE_INFINITY,
    last: fields.integer("end_step") ?? Number.POSITIVE_INFINITY,
  };
  const curves = await Promise.all(
    ids.map(async (id) => {
      const points = await readSteps(deps, { id, key }, steps);
      return thin(points, most).map((point) => ({ ...wirePoint(key, point), run_id: id }));
    }),
  );
  return { metrics: curves.flat() };
}

/** The points whose step lies in a range, page by page. */
async function readSteps(
  { store }: MlflowDeps,
  { id, key }: { readonly id: string; readonly key: string },
  { first, last }: { readonly first: number; readonly last: number },
): Promise<readonly CurvePoint[]> {
  const points: CurvePoint[] = [];
  for (let after: CurvePoint | undefined; ; ) {
    const page = await store.readCurve(id, key, windowAfter(after, MAX_CURVE_PAGE));
    points.push(...page.items.filter(({ step }) => step >= first && step <= last));
    if (!page.more) return points;
    after = page.items.at(-1);
  }
}

/** At most so many points, evenly over the curve, its ends among them. */
export function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  if (most === 1) return points.slice(-1);
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}
