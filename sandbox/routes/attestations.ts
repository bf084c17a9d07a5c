import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import type { Attestation } from "../state/entities.ts";

const ATTESTATIONS = "/repos/{owner}/{repo}/attestations";
const DEFAULT_PAGE = 30;

export const attestationRoutes: readonly Route[] = [
  {
    method: "POST",
    path: ATTESTATIONS,
    needs: { permission: "attestations", level: "write", role: "write" },
    handler: create,
  },
  {
    method: "GET",
    path: `${ATTESTATIONS}/{subject_digest}`,
    needs: { permission: "attestations", level: "read" },
    handler: list,
  },
];

const NewAttestation = z.object({
  bundle: z.looseObject({
    mediaType: z.string(),
    verificationMaterial: z.looseObject({}),
    dsseEnvelope: z.looseObject({ payload: z.base64() }),
  }),
});
const Statement = z.object({
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })).min(1),
});

/** Keeps a bundle under every digest that it is about. As GitHub's, it verifies no signature. */
function create(call: Call): Reply {
  const { bundle } = fieldsOf(call, NewAttestation);
  const { world, repository } = call;
  const attestation: Attestation = {
    id: world.nextId(),
    repositoryId: repository.id,
    bundle,
    subjects: subjectsOf(bundle.dsseEnvelope.payload),
  };
  world.state.attestations = [...(world.state.attestations ?? []), attestation];
  world.save();
  return { status: 201, body: { id: attestation.id } };
}

function subjectsOf(payload: string): readonly string[] {
  try {
    const statement = Statement.parse(JSON.parse(Buffer.from(payload, "base64").toString()));
    return statement.subject.flatMap(({ digest }) =>
      Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${hex}`),
    );
  } catch {
    throw new ApiError(422, "Invalid request.\n\nThe bundle holds no in-toto statement.");
  }
}

function list(call: Call): Reply {
  const { world, repository, params, query } = call;
  const found = (world.state.attestations ?? []).filter(
    (each) => each.repositoryId === repository.id && each.subjects.includes(params.subject_digest ?? ""),
  );
  if (found.length === 0) throw new ApiError(404, "Not Found");
  const page = found.slice(0, Math.min(Number(query.get("per_page") ?? DEFAULT_PAGE), 100));
  const attestations = page.map(({ bundle }) => ({ bundle, repository_id: repository.id }));
  return { status: 200, body: { attestations } };
}
