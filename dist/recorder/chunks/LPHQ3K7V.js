const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./TK7GTYJ7.js";import"./NWXTTSR5.js";import"./UFVGMMSV.js";import"./OQKBVUZF.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
