const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./PD34TFHT.js";import"./DNGERW3M.js";import"./QRBKCKL4.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./VSABMXNW.js";export{r as lastPage,o as nextPage,m as renderPage};
