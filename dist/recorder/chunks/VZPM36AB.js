const require = process.getBuiltinModule;
import{a as o}from"./QFBSVUNI.js";import"./EGDOLLTS.js";export{o as readDvcPointer};
