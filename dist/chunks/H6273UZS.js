const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./X36PPTPI.js";import"./JAXP3X6C.js";import"./VJ7OWKET.js";import"./LQ5UGVCA.js";import"./WMYQXYQB.js";import"./JEO6STYQ.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
