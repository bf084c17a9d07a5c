const require = process.getBuiltinModule;
import{a as o}from"./RGZYI4DU.js";import"./KPPPTH4V.js";export{o as readDvcPointer};
