const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./3P4E2XUW.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./DOANWM36.js";import"./YEWWAYBV.js";import"./TKU2X45J.js";export{r as lastPage,o as nextPage,m as renderPage};
