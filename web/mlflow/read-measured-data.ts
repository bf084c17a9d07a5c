import { PedigreeError } from "../../core/errors.ts";
import type { MeasuredData, Order } from "../../core/tracking/filter.ts";
import { LOGGED_MODEL_TERMS } from "../../core/tracking/filter-terms.ts";
import { fieldOn } from "../../core/tracking/measured-on.ts";
import { parseOrder } from "../../core/tracking/parse-filter.ts";
import type { Fields } from "./fields.ts";
import { storedDigest, storedName } from "./read-request.ts";

/** One of the data sets that a search for logged models names. */
export function readMeasuredData(fields: Fields): MeasuredData {
  const name = storedName(fields.requiredText("dataset_name"));
  const digest = fields.text("dataset_digest");
  return digest ? { name, digest: storedDigest(digest) } : { name };
}

/** How logged models are to be ordered: by a field, of a metric by what was measured on one data set alone. */
export function readModelOrder(fields: Fields): Order {
  const { field } = parseOrder(fields.requiredText("field_name"), LOGGED_MODEL_TERMS);
  const ascending = fields.flag("ascending") ?? true;
  if (fields.text("dataset_name")) return { field: fieldOn(field, [readMeasuredData(fields)]), ascending };
  if (!fields.text("dataset_digest")) return { field, ascending };
  throw new PedigreeError("TRACKING_INVALID", "an order by a digest alone is not possible", {
    found: "dataset_digest",
    remedy: "name its data set in dataset_name as well",
  });
}
