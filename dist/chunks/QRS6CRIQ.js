const require = process.getBuiltinModule;
import{a as o}from"./N7XA62YS.js";import"./SP6OIMVU.js";import"./PRIUKYUG.js";export{o as createRenderer};
