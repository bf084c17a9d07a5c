const require = process.getBuiltinModule;
import{c as o,d as r}from"./DZ3YPLGI.js";import"./S767VTKK.js";import"./O34WFD4M.js";import"./QVGS6UQQ.js";import"./ATIIPH3O.js";import"./GSFOS72Q.js";export{r as importJsonMetrics,o as importMetrics};
