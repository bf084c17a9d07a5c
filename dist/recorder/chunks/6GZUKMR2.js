const require = process.getBuiltinModule;
import{a as o}from"./GZTQLI55.js";import"./RMYS7NB6.js";export{o as readDvcPointer};
