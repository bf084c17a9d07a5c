const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./GJ3TUKTC.js";import"./L3IBWO2L.js";import"./HMQ6IXCB.js";import"./EDIK6N5A.js";import"./C47JF6UE.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
