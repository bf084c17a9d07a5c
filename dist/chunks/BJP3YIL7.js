const require = process.getBuiltinModule;
import{a as o}from"./SA2B2C2C.js";import"./VSABMXNW.js";export{o as readDvcPointer};
