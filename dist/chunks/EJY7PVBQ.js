const require = process.getBuiltinModule;
import{a as o}from"./RQJONMNW.js";import"./PRIUKYUG.js";export{o as readDvcPointer};
