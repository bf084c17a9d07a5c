const require = process.getBuiltinModule;
import{b as o,c as r}from"./7FHCIXDI.js";import"./L3IBWO2L.js";import"./HMQ6IXCB.js";import"./EDIK6N5A.js";import"./C47JF6UE.js";export{r as importJsonMetrics,o as importMetrics};
