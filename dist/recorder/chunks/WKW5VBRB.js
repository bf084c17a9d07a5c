const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./HZAFXVTC.js";import"./ITJXFT2G.js";import"./QT2IOBWF.js";import"./26GATTI7.js";import"./S4NKH6PP.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
