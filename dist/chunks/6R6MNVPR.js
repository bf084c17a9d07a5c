const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./FLB3HPLJ.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./CQM3JRSM.js";import"./YEWWAYBV.js";import"./BFM2I6LO.js";export{r as lastPage,o as nextPage,m as renderPage};
