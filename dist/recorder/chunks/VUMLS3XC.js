const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./ELX2QK47.js";import"./RRYBYP3J.js";import"./WIKFZNRI.js";import"./LFJTADWW.js";import"./DA74C6VW.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
