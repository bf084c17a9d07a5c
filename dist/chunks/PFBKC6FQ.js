const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./PIHUO3V4.js";import"./VGHMRT5M.js";import"./ID5UJBKW.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
