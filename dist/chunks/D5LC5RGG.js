const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./O3TRM6JN.js";import"./S767VTKK.js";import"./O34WFD4M.js";import"./QVGS6UQQ.js";import"./ATIIPH3O.js";import"./GSFOS72Q.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
