const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./E647W6FD.js";import"./COFSYQAW.js";import"./A43PFXS2.js";import"./ITJDM4C7.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
