const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./6RWS6A2V.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./H6K2RLIX.js";import"./YEWWAYBV.js";import"./ID5UJBKW.js";export{r as lastPage,o as nextPage,m as renderPage};
