export {
  createJudge,
  type Exchange,
  type Judge,
  type JudgedRequest,
  type JudgedResponse,
  type Violation,
} from "./judge.ts";
export { judgedFetch } from "./judged-fetch.ts";
