const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./PYI6N223.js";import"./DNGERW3M.js";import"./XVXR2FLM.js";import"./B2LGBNQB.js";import"./SBYJ2KCK.js";import"./YEWWAYBV.js";import"./AIQ63J7N.js";export{r as lastPage,o as nextPage,m as renderPage};
