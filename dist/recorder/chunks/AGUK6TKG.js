const require = process.getBuiltinModule;
import{a as o,b as r}from"./VCL2QTIK.js";import"./HJ25MNQW.js";import"./MW2VDTEV.js";import"./5US4CQJG.js";export{r as importJsonMetrics,o as importMetrics};
