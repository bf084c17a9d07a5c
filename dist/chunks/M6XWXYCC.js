const require = process.getBuiltinModule;
import{d as o}from"./QHMCVXGB.js";import"./ZCEPUEPT.js";import"./NWPVJJOW.js";import"./VLTMAVZC.js";import"./6DGUM2UW.js";import"./DZ3YPLGI.js";import"./O3TRM6JN.js";import"./S767VTKK.js";import"./O34WFD4M.js";import"./QVGS6UQQ.js";import"./ATIIPH3O.js";import"./GSFOS72Q.js";export{o as createDiscovery};
