import nock from "nock";
import { afterAll, afterEach, beforeAll } from "vitest";
import { expectNoViolations, forgetJudges } from "./strict-judges.ts";

// No test may reach the network. Loopback is allowed: the sandbox, real git servers and the artifact
// service of the tests listen there.
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
});

afterAll(() => {
  nock.cleanAll();
  nock.restore();
});

// Hooks of a file run before these, so that what a world does while it ends is judged, too.
afterEach(expectNoViolations);
afterAll(() => {
  try {
    expectNoViolations();
  } finally {
    forgetJudges();
  }
});
