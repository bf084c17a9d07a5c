const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./PW6SUYGK.js";import"./2PMAMAKY.js";import"./XVXR2FLM.js";import"./B2LGBNQB.js";import"./AKFOQQUJ.js";import"./YEWWAYBV.js";import"./JEO6STYQ.js";export{r as lastPage,o as nextPage,m as renderPage};
