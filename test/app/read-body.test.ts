import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { BodyReader } from "../../app/read-body.ts";

const LIMIT = 1_000;
const BUFFERED = 1_500;

/** A request whose bytes come when the test says so; over a real socket they come when they like. */
function incoming(headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  return message;
}

describe("BodyReader", () => {
  let reader: BodyReader;
  beforeEach(() => {
    reader = new BodyReader(LIMIT, BUFFERED);
  });

  const readWhole = (...chunks: readonly string[]) => {
    const message = incoming();
    for (const chunk of chunks) message.push(Buffer.from(chunk));
    message.push(null);
    return reader.read(message);
  };
  const begin = async (bytes: number) => {
    const message = incoming();
    const body = reader.read(message);
    message.push(Buffer.alloc(bytes));
    await vi.waitUntil(() => message.readableLength === 0);
    return { message, body };
  };

  it("reads whole bodies, byte for byte, up to the limit", async () => {
    const body = await readWhole("ä€", "😀");
    expect(body).toEqual({ kind: "whole", bytes: Buffer.from("ä€😀") });
    expect((await readWhole("x".repeat(LIMIT))).kind).toBe("whole");
    expect((await readWhole()).kind).toBe("whole");
  });

  it("refuses one byte more, announced or not", async () => {
    expect((await readWhole("x".repeat(LIMIT), "x")).kind).toBe("too-large");
    const announced = incoming({ "content-length": String(LIMIT + 1) });
    expect((await reader.read(announced)).kind).toBe("too-large");
    expect(announced.readableDidRead).toBe(false);
  });

  it("does not believe an announcement that is too small", async () => {
    const message = incoming({ "content-length": "1" });
    message.push(Buffer.alloc(LIMIT + 1));
    message.push(null);
    expect((await reader.read(message)).kind).toBe("too-large");
  });

  it("refuses what would be too much together, and takes it again once the others are done", async () => {
    const { message, body } = await begin(LIMIT - 1);
    expect((await readWhole("x".repeat(LIMIT))).kind).toBe("busy");
    message.push(null);
    expect((await body).kind).toBe("whole");
    expect((await readWhole("x".repeat(LIMIT))).kind).toBe("whole");
  });

  it("forgets what refused and broken requests had sent", async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await readWhole("x".repeat(LIMIT), "x")).kind).toBe("too-large");
      const { message, body } = await begin(LIMIT);
      message.destroy(new Error("the connection broke"));
      expect((await body).kind).toBe("broken");
    }
    expect((await readWhole("x".repeat(LIMIT))).kind).toBe("whole");
  });
});
