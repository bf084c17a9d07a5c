const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./D3BTSBUY.js";import"./5YDWFDGT.js";import"./FQQQBZKW.js";import"./FANHVKJV.js";import"./MLVJUAD6.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
