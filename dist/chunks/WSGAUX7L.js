const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./NFCJOILK.js";import"./7WN6YPNM.js";import"./3DFZR6YG.js";import"./K6O6JNF7.js";import"./5HDJA4T5.js";import"./PRIUKYUG.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
