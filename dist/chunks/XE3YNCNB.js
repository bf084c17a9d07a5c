const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./2CJLA4VU.js";import"./6MIULJD3.js";import"./KPES65Z6.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
