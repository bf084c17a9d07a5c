const require = process.getBuiltinModule;
import{c as o,d as r}from"./NVFPJLZA.js";import"./P6SVWOUQ.js";import"./73PBPSCH.js";import"./ONOYVWPX.js";import"./7R6WMQSN.js";export{r as importJsonMetrics,o as importMetrics};
