const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./JEWZMB5S.js";import"./RI5XLBXB.js";import"./UIR4WSPO.js";import"./FP5SVD5T.js";import"./DKVNLP4E.js";import"./PY4MQC7C.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
