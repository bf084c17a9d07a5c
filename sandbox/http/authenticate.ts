import { verify } from "node:crypto";
import { appById } from "../state/find.ts";
import type { World } from "../world.ts";
import { ApiError, type Caller } from "./route.ts";

/** GitHub takes JWTs that end at most ten minutes from now, and forgives a minute of clock difference. */
const MAX_JWT_SECONDS = 600;
const CLOCK_SKEW_SECONDS = 60;

/** Who sends a request, from its `Authorization` header: `token`, `Bearer`, or Basic with the token as password. */
export function authenticate(world: World, header: string | undefined): Caller {
  if (header === undefined || header === "") return { kind: "anonymous" };
  const token = tokenOf(header);
  if (token === null) throw new ApiError(401, "Bad credentials");
  return token.split(".").length === 3 ? authenticateApp(world, token) : authenticateToken(world, token);
}

/** The account that acts for a caller; 0 for nobody and for an App that speaks for itself. */
export function actorOf(caller: Caller): number {
  if (caller.kind === "user") return caller.userId;
  return caller.kind === "installation" ? caller.actorId : 0;
}

function tokenOf(header: string): string | null {
  const [, scheme = "", value = ""] = /^(\w+)\s+(\S+)$/.exec(header) ?? [];
  if (/^(token|bearer)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const [user = "", ...password] = Buffer.from(value, "base64").toString("utf8").split(":");
  // Git sends the token as the password; some clients send it as the name with an empty password.
  return password.join(":") || user || null;
}

function authenticateToken(world: World, value: string): Caller {
  const token = Object.hasOwn(world.state.tokens, value) ? world.state.tokens[value] : undefined;
  if (token === undefined) throw new ApiError(401, "Bad credentials");
  if (token.kind === "user") return { kind: "user", userId: token.userId };
  if (Date.parse(token.expiresAt) <= Date.parse(world.now())) throw new ApiError(401, "Bad credentials");
  return {
    kind: "installation",
    appId: token.appId,
    installationId: token.installationId,
    actorId: token.actorId,
    permissions: token.permissions,
    repositoryIds: token.repositoryIds,
  };
}

function authenticateApp(world: World, jwt: string): Caller {
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const header = decodePart(head);
  const claims = decodePart(body);
  if (header.alg !== "RS256") throw undecodable();
  const app = appById(world.state, Number(claims.iss));
  const isGenuine = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${body}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isGenuine) throw undecodable();
  checkTimes(claims, Date.parse(world.now()) / 1000);
  return { kind: "app", appId: app.id };
}

function checkTimes({ iat, exp }: Readonly<Record<string, unknown>>, now: number): void {
  if (typeof exp !== "number" || exp <= now) {
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + MAX_JWT_SECONDS + CLOCK_SKEW_SECONDS) {
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== "number" || iat > now + CLOCK_SKEW_SECONDS) {
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function decodePart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    if (value !== null && typeof value === "object") return { ...value };
  } catch {
    // Not JSON: the same answer as for any other damaged token.
  }
  throw undecodable();
}

function undecodable(): ApiError {
  return new ApiError(401, "A JSON web token could not be decoded");
}
