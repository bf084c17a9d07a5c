const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./3VHTOYP3.js";import"./PV3GRVEA.js";import"./FSIKKWOZ.js";import"./WHWEYJDU.js";import"./B7QUERSQ.js";import"./BFM2I6LO.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
