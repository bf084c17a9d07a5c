const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./7EZCFXTX.js";import"./257JBID4.js";import"./IDIMGCKI.js";import"./B3ER4SCB.js";import"./OQEJIAHI.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
