const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./2RWJK2KY.js";import"./DNGERW3M.js";import"./XVXR2FLM.js";import"./B2LGBNQB.js";import"./I6HH6MXL.js";import"./YEWWAYBV.js";import"./KQKZ42XE.js";export{r as lastPage,o as nextPage,m as renderPage};
