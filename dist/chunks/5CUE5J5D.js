const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./CDF3OHRQ.js";import"./DNGERW3M.js";import"./LM5DJWAD.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./SMUS4FZ3.js";import"./MFDN746U.js";export{r as lastPage,o as nextPage,m as renderPage};
