import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { httpByteSource } from "../../../adapters/zip/http-byte-source.ts";
import { readZipEntries } from "../../../adapters/zip/zip-reader.ts";
import { type Served, sendBytes, serve } from "../../support/serve.ts";
import { withCode } from "../../support/with-code.ts";
import { buildZip } from "./build-zip.ts";

let server: Served | undefined;
afterEach(() => server?.close());

async function start(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  server = await serve(handler);
  return httpByteSource(server.url);
}

describe("an archive behind a URL", () => {
  it("gives its record for few and small requests, whatever its size", async () => {
    const zip = buildZip([
      { name: "run.json", data: Buffer.from("{}") },
      { name: "model.bin", data: randomBytes(20 * 2 ** 20) },
      { name: "curves.parquet", data: randomBytes(1000) },
    ]);
    let sent = 0;
    let requests = 0;
    const source = await start((request, response) => {
      requests += 1;
      sent += sendBytes(request, response, zip);
    });
    const entries = await readZipEntries(
      source,
      new Map([
        ["run.json", 10],
        ["curves.parquet", 1000],
      ]),
    );
    expect(entries.size).toBe(2);
    expect(requests).toBeLessThanOrEqual(3);
    expect(sent).toBeLessThan(200_000);
  });

  it("is read as a whole where the server knows no ranges", async () => {
    const zip = buildZip([{ name: "run.json", data: Buffer.from("{}") }]);
    const source = await start((_, response) => void response.writeHead(200).end(zip));
    expect((await readZipEntries(source, new Map([["run.json", 10]]))).size).toBe(1);
  });

  it("is not downloaded beyond the limit", async () => {
    const source = await start((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(2 ** 20);
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
        response.once("drain", pump);
      };
      pump();
    });
    await expect(source.size()).rejects.toThrow(withCode("FILE_TOO_LARGE"));
  });

  it.each([403, 404, 500, 302])(
    "raises REMOTE_UNAVAILABLE on status %i, without the address",
    async (status) => {
      const source = await start((_, response) =>
        response.writeHead(status, { location: "/other" }).end("secret"),
      );
      const error = await source.size().catch((cause: unknown) => cause);
      expect(error).toEqual(withCode("REMOTE_UNAVAILABLE"));
      expect(String(error)).not.toContain(server?.url);
    },
  );

  it("raises when the server sends another range than asked for", async () => {
    const source = await start((_, response) =>
      response.writeHead(206, { "content-range": "bytes 5-9/10" }).end("aaaaa"),
    );
    await expect(source.size()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });

  it.each([
    ["the first piece", 0],
    ["a later one", 1],
  ])("raises REMOTE_UNAVAILABLE when %s breaks off", async (_, at) => {
    const zip = buildZip([{ name: "model.bin", data: randomBytes(200_000) }]);
    let requests = 0;
    const source = await start((request, response) => {
      const [, from = "0", to = "0"] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
      const bytes = zip.subarray(Number(from), Number(to) + 1);
      const sent = requests++ === at ? bytes.subarray(0, bytes.length / 2) : bytes;
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${zip.length}` }).end(sent);
    });
    await expect(readZipEntries(source, new Map([["model.bin", 200_000]]))).rejects.toThrow(
      withCode("REMOTE_UNAVAILABLE"),
    );
  });

  it("raises where an answer was refused and somebody else has a copy of it", async () => {
    const copies: Response[] = [];
    const watched = async () => {
      const answer = new Response("no longer valid", { status: 403 });
      copies.push(answer.clone());
      return answer;
    };
    await expect(httpByteSource("http://localhost/zip", watched).size()).rejects.toThrow(
      withCode("REMOTE_UNAVAILABLE"),
    );
  });

  it("raises REMOTE_UNAVAILABLE when nobody answers", async () => {
    const source = await start((_, response) => response.destroy());
    await expect(source.size()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });
});
