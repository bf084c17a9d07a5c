const require = process.getBuiltinModule;
import{a as o}from"./PSHKBDJC.js";import"./REC32N7I.js";export{o as readDvcPointer};
