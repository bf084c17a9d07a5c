import type { Envelope } from "@sigstore/bundle";
import { z } from "zod";
import { sha256Schema } from "../../core/names.ts";
import { MAX_SUBJECTS } from "../../core/policy/attestation-facts.ts";

const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** Names are not read: subjects are matched by digest only. */
const statementSchema = z.object({
  _type: z.enum(["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"]),
  predicateType: z.string().min(1).max(1_000),
  subject: z
    .array(z.object({ digest: z.object({ sha256: sha256Schema.optional() }) }))
    .min(1)
    .max(MAX_SUBJECTS),
});

/** What a signed envelope states about which files. Raises for anything but an in-toto statement. */
export function readStatement({ payload, payloadType }: Envelope) {
  if (payloadType !== PAYLOAD_TYPE) throw new Error(`payload type ${payloadType}`);
  const text = new TextDecoder("utf-8", { fatal: true }).decode(payload);
  const { predicateType, subject } = statementSchema.parse(JSON.parse(text));
  const subjects = subject.flatMap(({ digest }) => digest.sha256 ?? []);
  return { predicate: predicateType, subjects: [...new Set(subjects)].sort() };
}
