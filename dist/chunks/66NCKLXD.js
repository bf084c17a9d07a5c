const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./6FL2KJIX.js";import"./DNGERW3M.js";import"./Z27AMFKW.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./C47JF6UE.js";export{r as lastPage,o as nextPage,m as renderPage};
