const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./H4MF5PKW.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./62XMKR5G.js";import"./YEWWAYBV.js";import"./LUSAFALT.js";export{r as lastPage,o as nextPage,m as renderPage};
