const require = process.getBuiltinModule;
import{a as o}from"./6DGUM2UW.js";import"./GSFOS72Q.js";export{o as readDvcPointer};
