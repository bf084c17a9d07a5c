const require = process.getBuiltinModule;
import{a as o}from"./XTYCTRIH.js";import"./NL5OCXP5.js";export{o as readDvcPointer};
