const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./37KD5PMC.js";import"./DNGERW3M.js";import"./POSSZTHP.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./YEWWAYBV.js";import"./WG2HWEN2.js";export{r as lastPage,o as nextPage,m as renderPage};
