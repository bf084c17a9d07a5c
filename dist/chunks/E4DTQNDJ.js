const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./SDEIDVGG.js";import"./UUJVAJ3J.js";import"./LUSAFALT.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
