const require = process.getBuiltinModule;
import{a as o}from"./GNUE2726.js";import"./JEO6STYQ.js";export{o as readDvcPointer};
