const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./52NQ6DGR.js";import"./P6SVWOUQ.js";import"./73PBPSCH.js";import"./ONOYVWPX.js";import"./7R6WMQSN.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
