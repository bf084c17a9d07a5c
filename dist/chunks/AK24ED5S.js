const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./FD2OU2WN.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./SPOOGBTQ.js";import"./YEWWAYBV.js";import"./JKL3NBXB.js";export{r as lastPage,o as nextPage,m as renderPage};
