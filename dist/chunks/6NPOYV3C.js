const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./XMA2ZVAZ.js";import"./DNGERW3M.js";import"./2PX33QCZ.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./KPES65Z6.js";export{r as lastPage,o as nextPage,m as renderPage};
