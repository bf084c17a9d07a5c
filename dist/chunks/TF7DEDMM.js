const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./PJAS3BQM.js";import"./HZNLZ6P7.js";import"./WG2HWEN2.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
