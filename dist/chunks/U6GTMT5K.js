const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./JDFK5X25.js";import"./GLD4BPLM.js";import"./3ZL5EZ4F.js";import"./CYUTQS7A.js";import"./Q2FHGVBQ.js";import"./QCDXE4T2.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
