const require = process.getBuiltinModule;
import{a as o}from"./WAWCL2RC.js";import"./BDAF4PY7.js";import"./PY4MQC7C.js";export{o as createTokenClient};
