const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./MEH37FVK.js";import"./WAFP57ZF.js";import"./O2NHXYST.js";import"./CXRDIKGR.js";import"./KPES65Z6.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
