import { expect, it } from "vitest";
import { serverUrlOf } from "../../core/server-url.ts";

it.each([
  ["https://api.github.com", "https://github.com"],
  ["https://ghes.example.com/api/v3", "https://ghes.example.com"],
  ["https://ghes.example.com/api/v3/", "https://ghes.example.com"],
  ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
])("%s serves %s", (api, server) => {
  expect(serverUrlOf(api)).toBe(server);
});
