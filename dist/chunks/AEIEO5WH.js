const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./IR3WBZQG.js";import"./AIBVMDZG.js";import"./QCDXE4T2.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
