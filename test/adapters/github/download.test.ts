import { describe, expect, it } from "vitest";
import { checkedDownload } from "../../../adapters/github/download.ts";
import { withCode } from "../../support/with-code.ts";

const GITHUB = { apiUrl: "https://api.github.com" };

describe("checkedDownload", () => {
  it.each([
    "https://productionresultssa0.blob.core.windows.net/actions-results/x?sig=1",
    "https://pipelines.actions.githubusercontent.com/x",
    "https://api.github.com/x",
  ])("lets GitHub's storage pass: %s", (url) => {
    expect(checkedDownload(url, GITHUB)).toBe(url);
  });

  it.each([
    "http://productionresultssa0.blob.core.windows.net/x",
    "https://blob.core.windows.net.evil.example/x",
    "https://evilblob.core.windows.net.example/x",
    "https://user@evil.example/.blob.core.windows.net",
    "http://169.254.169.254/latest/meta-data",
    "http://localhost:8080/",
    "file:///etc/passwd",
    "nonsense",
    undefined,
  ])("refuses everything else: %s", (url) => {
    expect(() => checkedDownload(url, GITHUB)).toThrow(withCode("REMOTE_REFUSED"));
  });

  it("knows the storage of one's own server, by https only", () => {
    const rules = { apiUrl: "https://ghe.example/api/v3", hosts: ["minio.example:9000"] };
    expect(checkedDownload("https://ghe.example/storage/x", rules)).toMatch(/storage/);
    expect(checkedDownload("https://minio.example:9000/x", rules)).toMatch(/minio/);
    expect(() => checkedDownload("http://minio.example:9000/x", rules)).toThrow(withCode("REMOTE_REFUSED"));
    expect(() => checkedDownload("http://ghe.example/storage/x", rules)).toThrow(withCode("REMOTE_REFUSED"));
  });
});
