const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./N4JMFPDA.js";import"./DNGERW3M.js";import"./7MLFPE33.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./5XE54QTL.js";export{r as lastPage,o as nextPage,m as renderPage};
