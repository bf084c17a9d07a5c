const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./EBZAUMC4.js";import"./24GMBRN4.js";import"./7MPLKRAG.js";import"./OWVUWTLE.js";import"./2EDHNM3H.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
