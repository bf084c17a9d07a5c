const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./X5EYHLWL.js";import"./DCUH2GIR.js";import"./ROJDLSWN.js";import"./3BBR3MJU.js";import"./D3CVU4ZQ.js";import"./TKU2X45J.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
