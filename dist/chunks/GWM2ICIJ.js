const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./MS47XDUE.js";import"./2PMAMAKY.js";import"./AH2RAFCY.js";import"./G4CCK3N7.js";import"./JM6T6JBX.js";import"./YEWWAYBV.js";import"./PY4MQC7C.js";export{r as lastPage,o as nextPage,m as renderPage};
