const require = process.getBuiltinModule;
import{g as o,h as r,i as m}from"./B7QUERSQ.js";import"./BFM2I6LO.js";export{o as MAX_POINTS,r as Points,m as linesIn};
