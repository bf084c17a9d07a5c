import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
function i(e,t){return e===null?"failed":e.status!=="finished"?e.status:t==="failed"||t==="shut"?"gate":e.stopped===void 0?"finished":"stopped"}var n={finished:"success",stopped:"neutral",failed:"failure",cancelled:"cancelled",gate:"failure"};export{i as a,n as b};
