const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./GREQMXYM.js";import"./LWS4W23E.js";import"./DM4HDWL3.js";import"./NINRGGSZ.js";import"./EC6RNMXD.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
