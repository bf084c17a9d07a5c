const require = process.getBuiltinModule;
import{a as o}from"./NMZTS2IR.js";import"./C47JF6UE.js";export{o as readDvcPointer};
