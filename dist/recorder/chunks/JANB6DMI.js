const require = process.getBuiltinModule;
import{a as o}from"./F52TMWAZ.js";import"./OQEJIAHI.js";export{o as readDvcPointer};
