const require = process.getBuiltinModule;
import{b as o,c as r}from"./O4FWQVE3.js";import"./WAFP57ZF.js";import"./O2NHXYST.js";import"./CXRDIKGR.js";import"./KPES65Z6.js";export{r as importJsonMetrics,o as importMetrics};
