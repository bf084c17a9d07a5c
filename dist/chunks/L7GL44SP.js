const require = process.getBuiltinModule;
import{c as o,d as r}from"./XN5434KE.js";import"./RI5XLBXB.js";import"./UIR4WSPO.js";import"./FP5SVD5T.js";import"./DKVNLP4E.js";import"./PY4MQC7C.js";export{r as importJsonMetrics,o as importMetrics};
