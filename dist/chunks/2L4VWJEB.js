const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./XWM3GJAS.js";import"./QV2CBCO2.js";import"./TKU2X45J.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
