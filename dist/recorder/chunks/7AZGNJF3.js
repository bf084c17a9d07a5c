const require = process.getBuiltinModule;
import{a as o}from"./B3547JPR.js";import"./CERQ4V6J.js";export{o as readDvcPointer};
