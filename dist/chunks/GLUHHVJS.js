const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./3IIA3QXX.js";import"./ZONMZHEA.js";import"./DW57ADEW.js";import"./YWS3D3TI.js";import"./3TEB5HGX.js";import"./GR3FUUCU.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
