const require = process.getBuiltinModule;
import{a as o}from"./GR3XC56C.js";import"./GR3FUUCU.js";export{o as readDvcPointer};
