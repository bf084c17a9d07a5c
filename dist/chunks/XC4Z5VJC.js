const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./TZHZKWEF.js";import"./DNGERW3M.js";import"./I4IUUG4O.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./GNN5Q5DW.js";export{r as lastPage,o as nextPage,m as renderPage};
