const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./QQDEQIOC.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./5SBNCAJX.js";import"./YEWWAYBV.js";import"./QCDXE4T2.js";export{r as lastPage,o as nextPage,m as renderPage};
