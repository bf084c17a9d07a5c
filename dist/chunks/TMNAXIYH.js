const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./S63ZQTZF.js";import"./2PMAMAKY.js";import"./AH2RAFCY.js";import"./G4CCK3N7.js";import"./2K6FM7ZC.js";import"./YEWWAYBV.js";import"./GSFOS72Q.js";export{r as lastPage,o as nextPage,m as renderPage};
