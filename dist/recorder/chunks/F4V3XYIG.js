const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./OINEKCBH.js";import"./JDR4DKEI.js";import"./JXYDUC2Q.js";import"./QEBKYM67.js";import"./RMYS7NB6.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
