const require = process.getBuiltinModule;
import{a as o}from"./3JLATUXZ.js";import"./TKU2X45J.js";export{o as readDvcPointer};
