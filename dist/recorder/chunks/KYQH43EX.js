const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./ECALJCGT.js";import"./HJ25MNQW.js";import"./MW2VDTEV.js";import"./5US4CQJG.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
