const require = process.getBuiltinModule;
import{c as o,d as r}from"./BZMFPYMN.js";import"./JAXP3X6C.js";import"./VJ7OWKET.js";import"./LQ5UGVCA.js";import"./WMYQXYQB.js";import"./JEO6STYQ.js";export{r as importJsonMetrics,o as importMetrics};
