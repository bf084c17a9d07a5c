const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./G6GIPNK3.js";import"./KFGWEXYK.js";import"./JF4BVYHA.js";import"./UEHOBB5S.js";import"./J5QUTNAV.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
