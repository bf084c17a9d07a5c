const require = process.getBuiltinModule;
import{g as o,h as r,i as m}from"./26GATTI7.js";import"./S4NKH6PP.js";export{o as MAX_POINTS,r as Points,m as linesIn};
